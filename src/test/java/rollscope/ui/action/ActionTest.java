package rollscope.ui.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import rollscope.language.Language;
import rollscope.ui.FxThread;

@ExtendWith(FxThread.class)
class ActionTest {
    private final Locale before = Locale.getDefault(Locale.Category.DISPLAY);
    private final Actions actions = new Actions();
    private int played;
    private int stopped;
    private int opened;

    ActionTest() {
        actions.on(Action.PLAY, () -> played++);
        actions.on(Action.STOP, () -> stopped++);
        actions.on(Action.OPEN, () -> opened++);
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(Locale.Category.DISPLAY, before);
    }

    @Test
    void theWordsAreThoseOfTheLanguageThatIsSpokenAndTheKeysStay() {
        Language.speak(Optional.of(Language.CHINESE), Locale.ENGLISH);
        assertThat(Action.OPEN.text()).isEqualTo("打开文件…");
        assertThat(Action.Group.LOOK.title()).isEqualTo("视图");
        assertThat(Action.PLAY.hint()).isEqualTo("播放或暂停  ·  空格");
        assertThat(Action.SHORTCUTS.keysInWords()).isEqualTo("F1 或 ?");
        assertThat(actions.menuItem(Action.LIBRARY).getText()).isEqualTo("资料库");
        assertThat(actions.button(Action.HEAR).getText()).isEqualTo("试听");
        Language.speak(Optional.of(Language.ENGLISH), Locale.ENGLISH);
        assertThat(Action.PLAY.hint()).isEqualTo("Play or pause  ·  Space");
        assertThat(Action.SHORTCUTS.keysInWords()).isEqualTo("F1 or ?");
    }

    @Test
    void noChordIsUsedTwice() {
        var uses = Arrays.stream(Action.values())
                .flatMap(action -> action.chords().stream())
                .collect(Collectors.groupingBy(chord -> chord, Collectors.counting()));
        assertThat(uses)
                .isNotEmpty()
                .allSatisfy((chord, count) -> assertThat(count).as(chord).isOne());
    }

    @Test
    void everyActionHasWordsAndEveryChordIsOne() {
        for (var action : Action.values()) {
            assertThat(action.text()).isNotBlank();
            long typed = action.chords().stream().filter(action::isTypedBy).count();
            assertThat(action.keys().size() + typed).isEqualTo(action.chords().size());
        }
        assertThat(Action.OPEN.hint()).contains("Open file").contains("+O");
    }

    @Test
    void everyKeyIsOneThatAKeyboardHas() {
        assertThat(Action.values()).flatExtracting(Action::keys).isNotEmpty().allSatisfy(keys -> assertThat(keys)
                .isInstanceOf(KeyCodeCombination.class));
        assertThat(Action.PAGE_ON.keys()).allMatch(keys -> keys.match(pressed(KeyCode.PAGE_DOWN)));
    }

    @Test
    void spacePlaysAfterAClickOnAButtonOrASlider() {
        actions.onKey(pressed(KeyCode.SPACE), new Button());
        actions.onKey(pressed(KeyCode.SPACE), new Slider());
        actions.onKey(pressed(KeyCode.SPACE), null);
        assertThat(played).isEqualTo(3);
    }

    @Test
    void spaceAndEnterBelongToAFieldOfText() {
        actions.onKey(pressed(KeyCode.SPACE), new TextField());
        actions.onKey(pressed(KeyCode.ENTER), new TextField());
        assertThat(played + stopped).isZero();
    }

    @Test
    void shortcutsWorkInAFieldOfTextToo() {
        var event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.O, false, true, false, false);
        actions.onKey(event, new TextField());
        assertThat(opened).isOne();
        assertThat(event.isConsumed()).isTrue();
    }

    @Test
    void whatEditsTextBelongsToAFieldOfText() {
        actions.on(Action.SELECT_ALL, () -> opened++);
        actions.on(Action.COPY, () -> opened++);
        actions.on(Action.NEXT_NOTE, () -> opened++);
        for (var code : new KeyCode[] {KeyCode.A, KeyCode.C, KeyCode.RIGHT}) {
            var event = new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, true, false, false);
            actions.onKey(event, new TextField());
            assertThat(event.isConsumed()).isFalse();
        }
        assertThat(opened).isZero();
    }

    @Test
    void aListKeepsTheKeysThatWalkInItAndGivesTheLettersAway() {
        actions.on(Action.TO_END, () -> stopped++);
        actions.on(Action.MUTE, () -> opened++);
        actions.onKey(pressed(KeyCode.END), new ListView<>());
        actions.onKey(pressed(KeyCode.ENTER), new TableView<>());
        actions.onKey(pressed(KeyCode.M), new ListView<>());
        assertThat(stopped).isZero();
        assertThat(opened).isOne();
    }

    @Test
    void whatCannotBeDoneNowLeavesTheKeyToOthers() {
        var possible = new SimpleBooleanProperty(false);
        actions.on(Action.STOP, () -> stopped++, possible);
        var event = pressed(KeyCode.ENTER);
        actions.onKey(event, null);
        assertThat(event.isConsumed()).isFalse();
        assertThat(stopped).isZero();

        possible.set(true);
        actions.onKey(pressed(KeyCode.ENTER), null);
        assertThat(stopped).isOne();
    }

    private static KeyEvent pressed(KeyCode code) {
        return new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false);
    }
}
