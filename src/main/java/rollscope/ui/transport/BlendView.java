package rollscope.ui.transport;

import java.util.ArrayList;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;

/** Stem against notes: which stem it is, how loud each is beside the other. Without a stem, the way to one. */
public final class BlendView extends HBox {
    private final StemModel model;
    private final Actions actions;
    private final MenuButton which = new MenuButton(Words.of("transport.stem"));
    private final Slider blend = new Slider(0, 1, 0.5);
    private final Label synth = new Label(Words.of("transport.synth"));

    private double width = Double.MAX_VALUE;

    public BlendView(StemModel model, Actions actions) {
        this.model = model;
        this.actions = actions;
        getStyleClass().add("blend");

        which.setId("stem-choice");
        which.getStyleClass().add("flat");
        which.setMinWidth(Region.USE_PREF_SIZE);
        which.setOnShowing(_ -> fill());
        var attach = new Button(Action.ATTACH.text());
        attach.setId("attach-audio");
        actions.wire(attach, Action.ATTACH);
        attach.setMinWidth(Region.USE_PREF_SIZE);
        var left = new StackPane(which, attach);
        left.setMinWidth(Region.USE_PREF_SIZE);

        blend.setId("blend");
        blend.setBlockIncrement(0.05);
        blend.setMajorTickUnit(0.5);
        blend.setAccessibleText(Words.of("transport.blend"));
        blend.valueProperty().subscribe((_, now) -> model.setBlend(now.doubleValue()));
        blend.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                blend.setValue(0.5);
            }
        });
        synth.setMinWidth(Region.USE_PREF_SIZE);
        synth.getStyleClass().add("secondary-text");
        getChildren().addAll(left, blend, synth);

        // A control that is disabled shows no tooltip, so what holds it does.
        var tooltip = Actions.tooltip("");
        Tooltip.install(this, tooltip);
        model.soundProperty().subscribe(sound -> {
            boolean ready = sound instanceof StemSound.Ready;
            blend.setDisable(!ready || model.listeningProperty().get().split());
            tooltip.setText(words(sound));
            blend.setAccessibleHelp(words(sound));
            which.setAccessibleText(Words.of("transport.stem-said", words(sound)));
        });
        model.choicesProperty().subscribe(choices -> {
            which.setVisible(!choices.isEmpty());
            which.setManaged(!choices.isEmpty());
            attach.setVisible(choices.isEmpty());
            attach.setManaged(choices.isEmpty());
            if (!which.isShowing()) {
                fill();
            }
            fold();
        });
        model.listeningProperty().subscribe(listening -> {
            blend.setValue(listening.blend());
            blend.setDisable(!(model.soundProperty().get() instanceof StemSound.Ready) || listening.split());
            which.setText(Words.of(listening.split() ? "transport.stem-left" : "transport.stem"));
            synth.setText(Words.of(listening.split() ? "transport.synth-right" : "transport.synth"));
        });
    }

    /**
     * Leaves out the words at the right end where there is not the room for them.
     *
     * @param width of the whole toolbar
     */
    void fold(double width) {
        this.width = width;
        fold();
    }

    private void fold() {
        // The button that attaches a file is wider than the choice of a stem.
        boolean room = width >= (model.choicesProperty().get().isEmpty() ? 1400 : 1160);
        synth.setVisible(room);
        synth.setManaged(room);
    }

    private String words(StemSound sound) {
        return switch (sound) {
            case StemSound.None(String why) -> why;
            case StemSound.Coming(String doing, var part) ->
                part.isPresent() ? doing + " · " + Math.round(part.getAsDouble() * 100) + " %" : doing;
            case StemSound.Ready(String name) ->
                model.listeningProperty().get().split()
                        ? Words.of("transport.ready-split", name)
                        : Words.of("transport.ready", name);
            case StemSound.Failed(String sentence, String remedy) -> sentence + " " + remedy;
        };
    }

    /** The menu is made when it opens: what is fetched meanwhile would move under the pointer. */
    private void fill() {
        var items = new ArrayList<MenuItem>();
        var group = new ToggleGroup();
        for (var choice : model.choicesProperty().get()) {
            var item = new RadioMenuItem(
                    choice.hint().isEmpty() ? choice.name() : choice.name() + "  ·  " + choice.hint());
            item.setMnemonicParsing(false);
            item.setToggleGroup(group);
            item.setSelected(choice.heard());
            item.setOnAction(_ -> model.choose(choice.id()));
            items.add(item);
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        items.add(actions.menuItem(Action.ATTACH));
        if (model.listeningProperty().get().attached().isPresent()) {
            var detach = new MenuItem(Words.of("transport.detach"), new FontIcon(Feather.X));
            detach.setOnAction(_ -> model.detach());
            items.add(detach);
        }
        if (model.canRetryProperty().get()) {
            var again = new MenuItem(Words.of("transport.fetch-again"), new FontIcon(Feather.REFRESH_CW));
            again.setOnAction(_ -> model.retry());
            items.add(again);
        }
        items.add(new SeparatorMenuItem());
        var split = new CheckMenuItem(Words.of("transport.split"));
        split.setSelected(model.listeningProperty().get().split());
        split.setOnAction(_ -> model.setSplit(split.isSelected()));
        items.add(split);
        which.getItems().setAll(items);
    }
}
