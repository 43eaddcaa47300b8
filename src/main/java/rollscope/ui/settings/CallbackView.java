package rollscope.ui.settings;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import rollscope.language.Words;

/** The settings of callbacks: the address that providers are given, and the receiver here. */
public final class CallbackView extends SettingsRows {
    public CallbackView(CallbackModel model) {
        var url = new TextField(model.url());
        url.setId("callback-url");
        url.getStyleClass().add("sheet-control");
        url.setPromptText(Words.of("settings.callback-prompt"));
        url.setAccessibleText(Words.of("settings.callback-address"));
        url.setMaxWidth(WIDTH);
        whenDone(url, () -> model.setUrl(url.getText()));
        row(
                SettingsRow.CALLBACK_ADDRESS,
                url,
                problem(model.urlProblemProperty()),
                words(Words.of("settings.callback-what")));

        var on = new CheckBox(Words.of("settings.receive"));
        on.setId("callback-on");
        on.getStyleClass().add("sheet-control");
        on.selectedProperty().subscribe((_, now) -> model.setOn(now));
        var port = new TextField();
        port.setId("callback-port");
        port.getStyleClass().add("sheet-control");
        port.setPrefColumnCount(5);
        port.setAccessibleText(Words.of("settings.port"));
        whenDone(port, () -> model.setPort(port.getText()));
        var line = new HBox(on, port);
        line.getStyleClass().add("row");
        var outside = new CheckBox(Words.of("settings.from-outside"));
        outside.setId("callback-outside");
        outside.getStyleClass().add("sheet-control");
        outside.selectedProperty().subscribe((_, now) -> model.setReachableFromOutside(now));
        var status = words("");
        status.setId("callback-status");
        row(SettingsRow.RECEIVER, line, problem(model.portProblemProperty()), outside, status);

        var secret = new PasswordField();
        secret.setId("callback-secret");
        secret.getStyleClass().add("sheet-control");
        secret.setPromptText(Words.of("settings.secret-prompt"));
        secret.setAccessibleText(Words.of("settings.secret"));
        HBox.setHgrow(secret, Priority.ALWAYS);
        var keep = new Button(Words.of("settings.keep"));
        keep.getStyleClass().add("sheet-control");
        keep.setMinWidth(Region.USE_PREF_SIZE);
        keep.disableProperty().bind(secret.textProperty().isEmpty());
        Runnable kept = () -> {
            model.setSecret(secret.getText());
            secret.clear();
        };
        keep.setOnAction(_ -> kept.run());
        secret.setOnAction(_ -> {
            if (!secret.getText().isBlank()) {
                kept.run();
            }
        });
        var forget = new Button(Words.of("settings.forget"));
        forget.getStyleClass().add("sheet-control");
        forget.setMinWidth(Region.USE_PREF_SIZE);
        forget.setOnAction(_ -> model.setSecret(""));
        var secretLine = new HBox(secret, keep, forget);
        secretLine.getStyleClass().add("row");
        secretLine.setMaxWidth(WIDTH);
        row(
                SettingsRow.CALLBACK_SECRET,
                secretLine,
                words(Words.of("settings.secret-what", model.place())));

        follow(model.receivingProperty(), now -> {
            on.setSelected(now.on());
            outside.setSelected(model.isReachableFromOutside());
            if (!port.isFocused()) {
                port.setText(Integer.toString(now.port()));
            }
        });
        follow(model.statusProperty(), now -> {
            status.setText(text(now));
            status.getStyleClass().removeAll("secondary-text", "good", "bad");
            status.getStyleClass()
                    .add(
                            switch (now) {
                                case CallbackStatus.Off _ -> "secondary-text";
                                case CallbackStatus.Listening _ -> "good";
                                case CallbackStatus.Failed _ -> "bad";
                            });
        });
    }

    static String text(CallbackStatus status) {
        return switch (status) {
            case CallbackStatus.Off() -> Words.of("settings.receiver-off");
            case CallbackStatus.Listening(var url, var signed) ->
                signed
                        ? Words.of("settings.listening-signed", url)
                        : Words.of("settings.listening-unsigned", url);
            case CallbackStatus.Failed(var sentence) -> sentence;
        };
    }

    private static void whenDone(TextField field, Runnable done) {
        field.setOnAction(_ -> done.run());
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                done.run();
            }
        });
    }

    private Label problem(ObservableValue<Optional<String>> problem) {
        var label = words("");
        label.getStyleClass().setAll("label", "bad");
        follow(problem, now -> {
            label.setText(now.orElse(""));
            show(label, now.isPresent());
        });
        return label;
    }
}
