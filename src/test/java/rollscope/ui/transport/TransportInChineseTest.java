package rollscope.ui.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.language.InChinese;
import rollscope.library.Library;
import rollscope.library.Listening;
import rollscope.library.Pace;
import rollscope.library.Providers;
import rollscope.playback.Transport;
import rollscope.roll.RollColours;
import rollscope.settings.SettingsStore;
import rollscope.simulator.Simulator;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;
import rollscope.ui.FxThread;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;
import rollscope.ui.fx.Background;
import rollscope.ui.fx.OneAPulse;
import rollscope.ui.settings.RollLook;
import rollscope.ui.text.Notice;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class TransportInChineseTest {
    /** Of a row that is rehearsed, since rows of instruments come with the pulses of a window. */
    private static final String NAME = "A name too long for its row";

    @TempDir
    Path home;

    private final List<Notice> told = new ArrayList<>();
    private final Actions actions = new Actions();
    private SettingsStore settings;
    private Library library;
    private Transport transport;
    private TransportModel model;
    private StemModel stems;

    @BeforeEach
    void open() {
        for (var action : Action.values()) {
            actions.on(action, () -> {});
        }
        settings = new SettingsStore(home.resolve("settings.json"));
        transport = Transport.onDefaultDevice();
        library = new Library(
                home.resolve("library"),
                new Providers(() -> URI.create("http://127.0.0.1:9"), Simulator.DEMO_TASK),
                URI.create("https://example.com/cb"),
                Pace.every(Duration.ZERO));
        model = new TransportModel(transport, settings, told::add);
        stems = new StemModel(
                library,
                transport,
                new Background(Runnable::run, Runnable::run),
                home.resolve("scratch"),
                _ -> Optional.empty(),
                told::add);
    }

    @AfterEach
    void close() {
        stems.close();
        library.close();
        transport.close();
        settings.flush();
    }

    private static Transcription song() {
        return new Transcription(
                "song",
                "Song",
                10,
                List.of(new Instrument(0, "Piano", 0, true, false)),
                NoteTable.builder(2).add(0, 1, 60, 90, 0).add(8, 10, 62, 90, 0).build(),
                List.of());
    }

    @Test
    void thePlaceIsToldInBars() {
        model.load(song(), List.of(2));
        model.setTempo(Optional.of(TempoMap.constant(120, 0, Optional.of(Meter.FOUR_FOUR))));
        assertThat(model.barsProperty().get()).isEqualTo("第 1 小节 · 第 1 拍");
    }

    @Test
    void whatStandsInTheWayOfSoundIsTold() throws Exception {
        stems.show(song(), Optional.empty());
        assertThat(stems.soundProperty().get()).isEqualTo(new StemSound.None("这些音符没有附加音频。"));
        stems.attach(Files.writeString(home.resolve("words.txt"), "no sound"));
        assertThat(told)
                .extracting(Notice::sentence)
                .containsExactly("words.txt 不含 Rollscope 能识别的声音。");
        var file = WaveFile.write(home.resolve("take.wav"), 44_100, 44_100);
        stems.attach(file);
        assertThat(stems.choicesProperty().get())
                .containsExactly(new StemChoice(Listening.ATTACHED, "take.wav", "已附加", true));
        stems.detach();
        assertThat(stems.choicesProperty().get()).isEmpty();
    }

    @Test
    void theInstrumentsSpeakChinese() {
        var view = new InstrumentsView(
                model,
                new RollLook(settings),
                actions,
                new SimpleObjectProperty<>(_ -> false),
                _ -> {},
                new OneAPulse());
        laidOut(view);
        view.rehearseRow();
        layOut(view);
        assertThat(texts(view)).contains("乐器", "声部栏", NAME + "，1\u00a0000 个音符");
        assertThat(view.lookup(".mute").getAccessibleText()).isEqualTo("静音 " + NAME);
        assertThat(view.lookup(".part-sound").getAccessibleText())
                .startsWith(NAME + "：以 ")
                .endsWith(" 播放，根据名称猜测。名称、音色与鼓");
    }

    @Test
    void theBlendSpeaksChinese() {
        var view = new BlendView(stems, actions);
        laidOut(view);
        assertThat(view.lookup("#blend").getAccessibleText()).isEqualTo("分轨与合成音的混音");
        assertThat(texts(view)).contains("分轨", "合成音");
    }

    @Test
    void everyHueHasANameOfItsOwn() {
        var names = new TreeSet<String>();
        for (int hue : RollColours.DARK.notes()) {
            names.add(HueNames.of(hue));
        }
        assertThat(names)
                .contains("橙色", "天蓝色")
                .hasSize(RollColours.DARK.notes().size())
                .allMatch(name -> name.endsWith("色"));
    }

    private static void laidOut(Region view) {
        assertThat(new Scene(new HBox(view), 600, 400).getRoot().getChildrenUnmodifiable()).contains(view);
        layOut(view);
    }

    private static void layOut(Region view) {
        view.getScene().getRoot().applyCss();
        view.getScene().getRoot().layout();
    }

    private static Set<String> texts(Region view) {
        var texts = new TreeSet<String>();
        view.lookupAll("*").forEach(node -> {
            if (node instanceof Labeled labeled && labeled.getText() != null) {
                texts.add(labeled.getText());
            }
        });
        return texts;
    }
}
