package rollscope.ui.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.language.InChinese;
import rollscope.library.Library;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.midi.DrumMap;
import rollscope.midi.Instrumentation.Voice;
import rollscope.midi.Instrumentation;
import rollscope.playback.Transport;
import rollscope.settings.Settings;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.OctaveNaming;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class PartsInChineseTest {
    private static final NoteTable NOTES = NoteTable.builder(0)
            .add(0, 1, 60, 64, 0)
            .add(0, 1, 73, 64, 1)
            .add(1, 2, 91, 64, 1)
            .add(2, 3, 91, 64, 1)
            .build();

    @TempDir
    Path folder;

    private final List<Notice> told = new ArrayList<>();
    private Library library;
    private Transport transport;
    private PartsModel model;

    @BeforeEach
    void open() {
        var providers = new Providers(() -> URI.create("http://127.0.0.1:1"), "demo");
        library = new Library(folder, providers, Settings.PLACEHOLDER_CALLBACK, Pace.every(Duration.ZERO));
        transport = Transport.onDefaultDevice();
        var song = new Transcription(
                "id",
                "Song",
                9,
                List.of(new Instrument(0, "Vocals", 54, true, false), new Instrument(1, "Drums", 0, true, true)),
                NOTES,
                List.of());
        transport.load(song);
        model = new PartsModel(library, transport, new Background(Runnable::run, Runnable::run), _ -> {}, told::add);
        model.show(Arranged.of(song, Instrumentation.AS_DELIVERED), Optional.empty());
    }

    @AfterEach
    void close() {
        transport.close();
        library.close();
    }

    @Test
    void whereAnInstrumentIsInAFileIsToldInChinese() {
        assertThat(model.place(1)).isEqualTo("在文件中使用通道 10。");
    }

    @Test
    void theDrumsAreJudgedAndNamedInChinese() {
        var table = new DrumTable(model, 1, OctaveNaming.C4);
        new Scene(table);
        table.applyCss();
        assertThat(((Label) table.lookup("#drum-verdict")).getText())
                .isEqualTo("3 个音符，2 个音高：手打击乐 1 个，General MIDI 未命名 2 个。这些不像是 General MIDI 的鼓：请试听，并为每个音高指定对应的鼓。");
        @SuppressWarnings("unchecked")
        var presets = (ComboBox<String>) table.lookup("#drum-preset");
        assertThat(presets.getItems())
                .extracting(name -> presets.getConverter().toString(name))
                .containsExactly("保持原样", "精简鼓组");
        model.drums(1, DrumMap.AS_DELIVERED.with(DrumTable.BY_EAR, 91, 38));
        table.show();
        assertThat(presets.getValue()).as("what is kept").isEqualTo("By ear");
        assertThat(presets.getConverter().toString(presets.getValue())).isEqualTo("凭听感");
    }

    @Test
    void programsAreOfferedInChineseUnderTheNamesOfGeneralMidi() {
        model.voice(0, Voice.tone(52));
        var programs = new ProgramList(_ -> {}, () -> {});
        var list = (ListView<?>) programs.lookup("#program-list");
        assertThat(list.getAccessibleText()).isEqualTo("General MIDI 音色");
        assertThat(((Label) list.getPlaceholder()).getText()).isEqualTo("General MIDI 中没有包含这些字词的音色。");
    }
}
