package rollscope.ui.connect;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import rollscope.language.Words;
import rollscope.ui.settings.SettingsRow;
import rollscope.ui.settings.SettingsRows;

/** The settings of the provider and its key, which are those of the form for a new transcription. */
public final class ProviderView extends SettingsRows {
    public ProviderView(ConnectModel model) {
        var controls = new ProviderControls(model, "settings-", Optional.of("sheet-control"));
        var provider = controls.provider();
        provider.setMaxWidth(WIDTH);
        var address = controls.address();
        address.setMaxWidth(WIDTH);
        follow(model.offerProperty(), offer -> show(address, offer.known().isEmpty()));
        row(SettingsRow.PROVIDER, provider, address, bounded(controls.addressProblem()));

        var key = controls.key();
        key.setMaxWidth(WIDTH);
        var balance = controls.balance();
        for (var part : balance.getChildren()) {
            follow(
                    part.visibleProperty(),
                    _ -> show(balance, balance.getChildren().stream().anyMatch(Node::isVisible)));
        }
        row(SettingsRow.KEY, key, bounded(controls.keyProblem()), balance, bounded(controls.balanceProblem()));

        var places = controls.places();
        var note = controls.placeNote();
        var none = words(Words.of("connect.needs-no-key"));
        follow(model.offerProperty(), offer -> {
            show(places, offer.needsKey());
            show(note, offer.needsKey());
            show(none, !offer.needsKey());
        });
        row(SettingsRow.KEY_PLACE, places, note, none);

        var said = words("");
        follow(
                model.offerProperty(),
                offer -> said.setText(
                        offer.needsKey()
                                ? Words.of("connect.never-paid-twice")
                                : Words.of("connect.demo-never-asks")));
        row(SettingsRow.ASK, controls.ask(), said);
    }

    private static Label bounded(Label label) {
        label.setMaxWidth(WIDTH);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
