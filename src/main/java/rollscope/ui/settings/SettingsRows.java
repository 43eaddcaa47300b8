package rollscope.ui.settings;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/**
 * One section of the settings: names at the left, what belongs to each at the right. What is chosen takes effect at once. Those of its
 * controls that can be reached have the style {@code sheet-control}.
 */
public abstract class SettingsRows extends GridPane implements AutoCloseable {
    /** How wide what stands at the right may be, in pixels. */
    protected static final double WIDTH = 420;

    private static final double NAMES = 132;

    private record Row(Label name, VBox box) {}

    private final Map<SettingsRow, Row> rows = new EnumMap<>(SettingsRow.class);
    private Subscription subscriptions = Subscription.EMPTY;

    protected SettingsRows() {
        getStyleClass().add("settings-rows");
        var names = new ColumnConstraints(NAMES);
        var contents = new ColumnConstraints();
        contents.setHgrow(Priority.ALWAYS);
        contents.setFillWidth(true);
        getColumnConstraints().addAll(names, contents);
    }

    /** Adds a row, below the others. */
    protected final void row(SettingsRow row, Node... contents) {
        var name = new Label(row.title());
        name.setWrapText(true);
        name.setMinHeight(Region.USE_PREF_SIZE);
        if (!(contents[0] instanceof Label || contents[0] instanceof CheckBox || contents[0] instanceof Slider)) {
            name.getStyleClass().add("beside-field");
        }
        setValignment(name, VPos.TOP);
        var box = new VBox(contents);
        box.getStyleClass().add("settings-contents");
        rows.put(row, new Row(name, box));
        add(name, box, rows.size() - 1);
    }

    private void add(Label name, VBox box, int at) {
        add(name, 0, at);
        add(box, 1, at);
    }

    /** Shows these of its rows, and no others. */
    final void show(Set<SettingsRow> wanted) {
        getChildren().clear(); // a row that is only hidden would leave its gaps
        int at = 0;
        for (var row : rows.entrySet()) {
            if (wanted.contains(row.getKey())) {
                add(row.getValue().name, row.getValue().box, at++);
            }
        }
    }

    /** As {@link #show} does, a row a step. */
    final List<Runnable> steps(Set<SettingsRow> wanted) {
        getChildren().clear();
        return rows.entrySet().stream()
                .filter(row -> wanted.contains(row.getKey()))
                .<Runnable>map(row -> () -> add(
                        row.getValue().name, row.getValue().box, getChildren().size() / 2))
                .toList();
    }

    /** A sentence below a control. */
    protected static Label words(String text) {
        var label = new Label(text);
        label.getStyleClass().add("secondary-text");
        label.setWrapText(true);
        label.setMaxWidth(WIDTH);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    protected static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Follows a value as long as this is not closed. */
    protected final <T> void follow(ObservableValue<T> value, java.util.function.Consumer<? super T> to) {
        subscriptions = Subscription.combine(subscriptions, value.subscribe(to));
    }

    @Override
    public void close() {
        subscriptions.unsubscribe();
    }
}
