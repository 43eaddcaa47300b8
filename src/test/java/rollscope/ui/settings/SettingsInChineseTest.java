package rollscope.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import rollscope.language.InChinese;
import rollscope.playback.AudioStatus;
import rollscope.playback.SoundbankStatus;
import rollscope.playback.Transport;
import rollscope.settings.SecretStore;
import rollscope.settings.SettingsStore;
import rollscope.ui.FxThread;
import rollscope.ui.fx.Background;

@ExtendWith(FxThread.class)
@ExtendWith(InChinese.class)
class SettingsInChineseTest {
    @TempDir
    Path home;

    private SettingsStore settings;

    @BeforeEach
    void speakChinese() {
        settings = new SettingsStore(home.resolve("settings.json"));
    }

    @AfterEach
    void speakAsBefore() {
        settings.flush();
    }

    @Test
    void theRowsOfTheViewSpeakChinese() {
        var scheme = new SimpleObjectProperty<>(javafx.application.ColorScheme.LIGHT);
        var look = new RollLook(settings);
        try (var appearance = new Appearance(settings, scheme, _ -> {});
                var view = new LookView(appearance, new SpokenLanguage(settings), look)) {
            assertThat(names(view))
                    .containsExactly("主题", "语言", "颜色", "八度名称", "跟随", "排列方式", "频谱");
            assertThat(shown(view, "#settings-theme")).isEqualTo("浅色或深色跟随系统");
            assertThat(shown(view, "#settings-language")).isEqualTo("跟随系统");
            assertThat(shown(view, "#settings-octaves")).isEqualTo("C4 = 60，与记谱法相同");
            look.colour("Bass", 0xFFE69F00);
            look.colour("Drums", 0xFFE69F00);
            assertThat(((Labeled) find(view, "#settings-colours")).getText()).isEqualTo("2 个乐器使用你自选的颜色。");
        }
    }

    @Test
    void theSystemsOutputIsChosenByItsPlaceInTheListAndNotByItsName() {
        try (var transport = Transport.onDefaultDevice()) {
            var model = new SoundModel(transport, settings, new Background(Runnable::run, Runnable::run));
            var status = new AudioStatus.Ready("Speakers", "GeneralUser", 0.0214);
            var bank = new SoundbankStatus("", false, false, Optional.empty());
            try (var view = new SoundView(
                    model, new SimpleObjectProperty<>(status), new SimpleObjectProperty<>(bank), () -> {})) {
                ComboBox<?> output = (ComboBox<?>) find(view, "#sound-output");
                assertThat(output.getValue()).isEqualTo("系统默认");
                output.getSelectionModel().selectFirst();
                assertThat(model.chosenProperty().get().output()).isEmpty();
                assertThat(((Labeled) find(view, "#sound-now")).getText())
                        .isEqualTo("当前使用 Speakers，发声延迟 21 ms。");
            }
        }
    }

    @Test
    void sentencesWithArgumentsAreWholeOnes() {
        assertThat(CallbackView.text(new CallbackStatus.Listening("http://127.0.0.1:8790/callback", true)))
                .isEqualTo("正在监听 http://127.0.0.1:8790/callback。会验证签名。");
        assertThat(FoldersView.words(Optional.of(new FoldersModel.Measured(Set.of(), 24_100_000))))
                .isEqualTo("24.1 MB。为播放而解码的声音，随时可以重新生成。");
        var callbacks = new CallbackModel(
                settings, SecretStore.forThisRun(), new Background(Runnable::run, Runnable::run), _ -> {});
        callbacks.setPort("none");
        assertThat(callbacks.portProblemProperty().get()).contains("端口是 1 到 65535 之间的数字，最好大于 1023。");
        assertThat(callbacks.place()).isEqualTo("仅限本次运行");
    }

    private static List<String> names(SettingsRows rows) {
        return rows.getChildren().stream()
                .filter(Label.class::isInstance)
                .map(label -> ((Label) label).getText())
                .toList();
    }

    private static <T> String shown(SettingsRows rows, String selector) {
        @SuppressWarnings("unchecked")
        var box = (ComboBox<T>) find(rows, selector);
        return box.getConverter().toString(box.getValue());
    }

    private static javafx.scene.Node find(SettingsRows rows, String selector) {
        return Objects.requireNonNull(rows.lookup(selector), selector);
    }
}
