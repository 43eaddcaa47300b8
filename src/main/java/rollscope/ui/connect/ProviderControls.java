package rollscope.ui.connect;

import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.library.Problem;
import rollscope.settings.KeyPlace;
import rollscope.ui.action.Actions;
import rollscope.ui.text.Figures;

/**
 * The controls of the provider and its key, for the form of a new transcription and for the settings alike: both show and change the one
 * {@link ConnectModel}.
 */
final class ProviderControls {
    private static final Duration BEFORE_WAITING_IS_SAID = Duration.millis(700);

    private final ConnectModel model;
    private final String prefix;
    /** For what the focus can come to. */
    private final Optional<String> style;

    /** Controls of a form. */
    ProviderControls(ConnectModel model) {
        this(model, "", Optional.empty());
    }

    /**
     * @param prefix of their ids
     * @param style  of all that the focus can come to
     */
    ProviderControls(ConnectModel model, String prefix, Optional<String> style) {
        this.model = model;
        this.prefix = prefix;
        this.style = style;
    }

    private <T extends Node> T named(T control, String id) {
        control.setId(prefix + id);
        return reached(control);
    }

    private <T extends Node> T reached(T control) {
        style.ifPresent(control.getStyleClass()::add);
        return control;
    }

    /** The address of a provider of the user's own. */
    TextField address() {
        var url = named(new TextField(), "provider-url");
        url.setAccessibleText(Words.of("connect.provider-address"));
        url.setPromptText("https://…");
        url.textProperty().bindBidirectional(model.urlProperty());
        url.setOnAction(_ -> model.urlEntered());
        url.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                model.urlEntered();
            }
        });
        return url;
    }

    ComboBox<Offer> provider() {
        var box = named(new ComboBox<>(model.offers()), "provider");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(Words.of("connect.provider"));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Offer offer) {
                return offer == null ? "" : offer.name();
            }

            @Override
            public Offer fromString(String text) {
                throw new UnsupportedOperationException("not editable");
            }
        });
        select(box.valueProperty(), model.offerProperty());
        box.valueProperty().subscribe(offer -> {
            if (offer != null) {
                model.choose(offer);
            }
        });
        return box;
    }

    private static void select(ObjectProperty<Offer> value, ReadOnlyObjectProperty<Offer> offer) {
        offer.subscribe(value::set);
    }

    StackPane key() {
        var masked = named(new PasswordField(), "api-key");
        masked.setAccessibleText(Words.of("connect.api-key"));
        masked.textProperty().bindBidirectional(model.keyProperty());
        masked.setOnAction(_ -> model.checkBalance());
        var plain = named(new TextField(), "api-key-shown");
        plain.getStyleClass().add("mono");
        plain.setAccessibleText(Words.of("connect.api-key-shown"));
        plain.textProperty().bindBidirectional(model.keyProperty());
        plain.setOnAction(_ -> model.checkBalance());
        masked.setTextFormatter(new TextFormatter<>(ProviderControls::onlyKey));
        plain.setTextFormatter(new TextFormatter<>(ProviderControls::onlyKey));

        var shown = new SimpleBooleanProperty();
        masked.visibleProperty().bind(shown.not());
        plain.visibleProperty().bind(shown);
        for (var field : new TextField[] {masked, plain}) {
            field.focusedProperty().subscribe((_, focused) -> {
                if (!focused && !model.keyProperty().get().isBlank()) {
                    model.keyEntered();
                }
            });
        }

        var show = reached(new Hyperlink());
        show.textProperty().bind(shown.map(now -> now ? Words.of("connect.hide-key") : Words.of("connect.show-key")));
        Actions.hint(show, Words.of("connect.show-key-tip"));
        show.setOnAction(_ -> shown.set(!shown.get()));
        var forget = named(new Hyperlink(Words.of("connect.forget-key")), "forget-key");
        Actions.hint(forget, Words.of("connect.forget-key-tip"));
        forget.setOnAction(_ -> {
            shown.set(false);
            model.forgetKey();
        });
        var links = new HBox(show, new Label("·"), forget);
        links.getStyleClass().add("field-links");
        links.setMaxWidth(Region.USE_PREF_SIZE);
        links.visibleProperty().bind(model.keyProperty().isNotEmpty());
        StackPane.setAlignment(links, Pos.CENTER_RIGHT);

        model.offerProperty().subscribe(offer -> {
            boolean needed = offer.needsKey();
            masked.setDisable(!needed);
            plain.setDisable(!needed);
            shown.set(false);
            masked.setPromptText(needed ? Words.of("connect.paste-key") : Words.of("connect.no-key-needed"));
        });
        var pane = new StackPane(masked, plain, links);
        pane.getStyleClass().add("key-field");
        return pane;
    }

    /** Leaves out of what is typed or pasted what is not the key. */
    private static TextFormatter.Change onlyKey(TextFormatter.Change change) {
        if (change.isAdded()) {
            String key = PastedKey.of(change.getText());
            if (!key.equals(change.getText())) {
                change.setText(key);
                int end = change.getRangeStart() + key.length();
                change.selectRange(end, end);
            }
        }
        return change;
    }

    /** Where the key is kept. */
    ChoiceBox<KeyPlace> places() {
        var places = named(new ChoiceBox<>(FXCollections.observableArrayList(model.keyPlaces())), "key-place");
        places.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable KeyPlace place) {
                return switch (place) {
                    case null -> "";
                    case KEYCHAIN -> Words.of("connect.in-keychain", model.keychain());
                    case THIS_RUN -> Words.of("connect.for-this-run");
                    case FILE -> Words.of("connect.in-file");
                };
            }

            @Override
            public KeyPlace fromString(String text) {
                throw new UnsupportedOperationException("not editable");
            }
        });
        places.setAccessibleText(Words.of("connect.key-place"));
        places.setMinWidth(Region.USE_PREF_SIZE);
        model.keyPlaceProperty().subscribe(places::setValue);
        places.valueProperty().subscribe(place -> {
            if (place != null) {
                model.keepKeyIn(place);
            }
        });
        return places;
    }

    /** What there is to say of where the key is kept, and a way not to wait for it. */
    HBox placeNote() {
        var note = new Label();
        note.setId(prefix + "key-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        HBox.setHgrow(note, Priority.ALWAYS);
        var cancel = named(new Hyperlink(Words.of("connect.do-not-wait")), "key-do-not-wait");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(_ -> model.stopWaitingForKeychain());
        // Most keychains answer before one could read that they are asked.
        var patience = new PauseTransition(BEFORE_WAITING_IS_SAID);
        Runnable say = () -> {
            var now = model.keyNoteProperty().get();
            note.setText(now.text());
            note.getStyleClass().removeAll("secondary-text", "doubt");
            note.getStyleClass().add(now.warning() ? "doubt" : "secondary-text");
            show(cancel, now.waiting());
        };
        patience.setOnFinished(_ -> say.run());
        model.keyNoteProperty().subscribe(now -> {
            patience.stop();
            if (now.waiting()) {
                note.setText("");
                show(cancel, false);
                patience.playFromStart();
            } else {
                say.run();
            }
        });
        var box = new HBox(note, cancel);
        box.getStyleClass().add("row");
        return box;
    }

    /** What is left at the provider, or a way to ask for it. */
    HBox balance() {
        var check = named(new Hyperlink(Words.of("connect.check-balance")), "check-balance");
        Actions.hint(check, Words.of("connect.check-balance-tip"));
        check.setOnAction(_ -> model.checkBalance());
        var label = new Label();
        label.setId(prefix + "balance");
        label.getStyleClass().add("balance");
        Runnable askable = () -> show(
                check,
                model.offerProperty().get().needsKey()
                        && !model.keyProperty().get().isBlank()
                        && !(model.balanceProperty().get() instanceof Balance.Known)
                        && !(model.balanceProperty().get() instanceof Balance.Asking));
        model.keyProperty().subscribe(_ -> askable.run());
        model.offerProperty().subscribe(_ -> askable.run());
        model.balanceProperty().subscribe(balance -> {
            askable.run();
            label.getStyleClass().removeAll("good", "secondary-text");
            label.getStyleClass().add(balance instanceof Balance.Known ? "good" : "secondary-text");
            label.setGraphic(balance instanceof Balance.Known ? new FontIcon(Feather.CHECK) : null);
            label.setText(
                    switch (balance) {
                        case Balance.NotAsked() -> "";
                        case Balance.Asking() -> Words.of("connect.checking");
                        case Balance.Known(var credits) -> Words.of("connect.credits", Figures.credits(credits));
                        case Balance.NotKnown _ -> "";
                    });
            show(label, !label.getText().isEmpty());
        });
        var box = new HBox(label, check);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /** Why the balance is not known, which stops nothing. */
    Label balanceProblem() {
        var label = new Label();
        label.setId(prefix + "balance-problem");
        label.getStyleClass().add("secondary-text");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        model.balanceProperty().subscribe(balance -> {
            label.setText(
                    balance instanceof Balance.NotKnown(var why)
                            ? Words.of("connect.balance-not-known", why.sentence())
                            : "");
            show(label, !label.getText().isEmpty());
        });
        return label;
    }

    Label addressProblem() {
        return problem(model.urlProblemProperty());
    }

    Label keyProblem() {
        return problem(model.keyProblemProperty());
    }

    private static Label problem(ReadOnlyObjectProperty<Optional<Problem>> problem) {
        var label = new Label();
        label.getStyleClass().add("bad");
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        problem.subscribe(now -> {
            label.setText(now.map(what -> JobPanel.inARow(what.sentence(), what.remedy())).orElse(""));
            show(label, now.isPresent());
        });
        return label;
    }

    /** Whether the user is asked before a job that may cost. */
    CheckBox ask() {
        var ask = named(new CheckBox(Words.of("connect.ask-before")), "ask-before");
        ask.selectedProperty().bindBidirectional(model.askingProperty());
        model.offerProperty().subscribe(offer -> show(ask, offer.needsKey()));
        return ask;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
