package rollscope.ui.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rollscope.playback.Loop;
import rollscope.playback.SoundFile.Mix;
import rollscope.playback.SoundFile.Order;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.Pump;
import rollscope.ui.export.SoundExportModel.Quality;
import rollscope.ui.text.Notice;

class SoundExportModelTest {
    private final Pump pump = new Pump();
    private final List<Notice> told = new ArrayList<>();
    private final List<Path> written = new ArrayList<>();
    private int done;

    private static Order order(Optional<Loop> loop) {
        var notes = NoteTable.builder(0).build();
        var song = new Transcription("id", "Song", 90, List.of(), notes, List.of());
        return new Order(song, Optional.empty(), Mix.BLEND, 0.25, List.of(0.5), 16, 44_100, loop, Optional.empty());
    }

    private SoundExportModel model(SoundExportModel.Writer writer) {
        return new SoundExportModel(pump.background(), told::add, writer);
    }

    @Test
    void theChoicesMakeTheOrder() {
        var model = model((target, order, progress) -> true);
        model.qualityProperty().set(Quality.FINE_VIDEO);
        var loop = Optional.of(new Loop(1, 2));
        var whole = model.chosen(order(loop));
        assertThat(whole.bits()).isEqualTo(24);
        assertThat(whole.sampleRate()).isEqualTo(48_000);
        assertThat(whole.loop()).isEmpty();
        assertThat(whole.volumes()).containsExactly(0.5);
        model.loopOnlyProperty().set(true);
        assertThat(model.chosen(order(loop)).loop()).isEqualTo(loop);
        // Without a stem there is nothing to blend.
        model.mixProperty().set(Mix.SPLIT);
        assertThat(model.chosen(order(loop)).mix()).isEqualTo(Mix.SYNTH);
    }

    @Test
    void aWindowMadeAnewWhileAFileIsWrittenIsToldOfItAndCanEndIt() throws Exception {
        var goesOn = new ArrayList<Boolean>();
        var window = new SoundExportModel[3];
        var toldAnew = new ArrayList<Notice>();
        window[0] = model((target, order, progress) -> {
            progress.report(0.25);
            window[1] = window[0].again(told::add);
            window[2] = window[1].again(toldAnew::add);
            goesOn.add(progress.report(0.5));
            window[2].cancel();
            goesOn.add(progress.report(0.75));
            return true;
        });
        window[0].qualityProperty().set(Quality.FINE);
        window[0].write(Path.of("song.wav"), order(Optional.empty()), () -> done++);
        assertThat(window[2].writingProperty().get()).isTrue();
        assertThat(window[2].nameProperty().get()).isEqualTo("song.wav");
        assertThat(window[2].qualityProperty().get()).isEqualTo(Quality.FINE);
        pump.until(() -> !window[2].writingProperty().get());
        assertThat(window[2].partProperty().get()).isEqualTo(0.75);
        assertThat(goesOn).containsExactly(true, false);
        assertThat(done).isEqualTo(1);
        assertThat(told).isEmpty();
        assertThat(toldAnew).hasSize(1);
    }

    @Test
    void whatIsWrittenIsToldAndHowFarItIs() {
        var parts = new ArrayList<Double>();
        var model = model((target, order, progress) -> {
            written.add(target);
            assertThat(progress.report(0.25)).isTrue();
            assertThat(progress.report(0.75)).isTrue();
            return true;
        });
        model.partProperty().subscribe((before, now) -> parts.add(now.doubleValue()));
        model.write(Path.of("out", "song"), order(Optional.empty()), () -> done++);
        assertThat(model.writingProperty().get()).isTrue();
        assertThat(model.nameProperty().get()).isEqualTo("song.wav");
        pump.drain();
        assertThat(parts).containsExactly(0.25, 0.75);
        assertThat(written).containsExactly(Path.of("out", "song.wav"));
        assertThat(model.writingProperty().get()).isFalse();
        assertThat(told).singleElement().extracting(Notice::sentence).isEqualTo("Saved song.wav · 1:30");
        assertThat(done).isOne();
    }

    @Test
    void whatIsCancelledIsNotToldAsSaved() {
        var models = new SoundExportModel[1];
        models[0] = model((target, order, progress) -> {
            models[0].cancel();
            return progress.report(0.5);
        });
        models[0].write(Path.of("song.WAV"), order(Optional.empty()), () -> done++);
        pump.drain();
        assertThat(told).isEmpty();
        assertThat(models[0].writingProperty().get()).isFalse();
        assertThat(done).isOne();
    }

    @Test
    void aDiskThatRefusesIsToldInASentence() {
        var model = model((target, order, progress) -> {
            throw new NoSuchFileException(target.toString());
        });
        model.write(Path.of("gone", "song.wav"), order(Optional.empty()), () -> done++);
        pump.drain();
        assertThat(told).singleElement().extracting(Notice::tone).isEqualTo(Notice.Tone.BAD);
        assertThat(done).isOne();
        assertThat(model.writingProperty().get()).isFalse();

        var other = model((target, order, progress) -> {
            throw new IOException("no synthesizer");
        });
        other.write(Path.of("song.wav"), order(Optional.empty()), () -> done++);
        pump.drain();
        assertThat(told).hasSize(2);
    }
}
