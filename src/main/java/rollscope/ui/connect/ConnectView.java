package rollscope.ui.connect;

import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import rollscope.language.Words;
import rollscope.library.Entry;
import rollscope.library.JobState;
import rollscope.library.Problem;
import rollscope.ui.action.Action;
import rollscope.ui.action.Actions;

/** The form for a new transcription: provider, key, separation, stem, and how the job is going. */
public final class ConnectView extends VBox implements AutoCloseable {
    private static final double WIDEST = 900;
    private static final double LEAST_SCROLL = 120;

    private final ConnectModel model;
    private final JobPane jobPane;
    private final JobPane orderPane;
    private final JobPane queuePane;
    private final Button load = new Button(Words.of("connect.load-stems"));
    private final ScrollPane scroll;
    private final ProviderControls controls;
    private final StackPane key;
    private final StackPane pinned;
    private final Timeline tick;

    public ConnectView(ConnectModel model, Actions actions) {
        this.model = model;
        controls = new ProviderControls(model);
        key = controls.key();
        getStyleClass().add("connect");

        var title = new Label(Words.of("connect.new-transcription"));
        title.getStyleClass().add("page-title");
        var subtitle = new Label(Words.of("connect.from-separation"));
        subtitle.getStyleClass().add("secondary-text");
        subtitle.setWrapText(true);

        jobPane = new JobPane("job-status", model::choose);
        orderPane = new JobPane("order", model::chooseForOrder);
        queuePane = new JobPane("queue-status", model::chooseForQueue);
        // What is filled in scrolls when the window is low; how the job goes and what to press stays in view.
        scroll = new ScrollPane(centred(new VBox(title, subtitle), form(), problem(), new StemTable(model)));
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(LEAST_SCROLL);
        pinned = centred(queuePane, jobPane, orderPane, buttons(actions));
        pinned.getStyleClass().add("connect-pinned");
        pinned.setMinHeight(Region.USE_PREF_SIZE);
        getChildren().addAll(scroll, pinned);

        tick = new Timeline(new KeyFrame(Duration.millis(500), _ -> showJob()));
        tick.setCycleCount(Animation.INDEFINITE);
        model.jobProperty().subscribe(this::jobChanged);
        model.confirmingProperty().subscribe(_ -> showJob());
        model.spendingProperty().subscribe(_ -> showJob());
        model.queueProperty().subscribe(_ -> showQueue());
        model.orderProperty().subscribe(_ -> {
            showOrder();
            showJob();
            showQueue();
        });
        model.balanceProperty().subscribe(_ -> {
            showOrder();
            showJob();
        });
    }

    /** Where the cards scroll, what is pinned below keeps in line with them. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        scroll.layout();
        double seen = scroll.getViewportBounds().getWidth();
        if (seen > 0 && seen < pinned.getWidth()) {
            pinned.resize(seen, pinned.getHeight());
        }
    }

    private static StackPane centred(Node... nodes) {
        var column = new VBox(nodes);
        column.getStyleClass().add("connect-column");
        column.setMaxWidth(WIDEST);
        var page = new StackPane(column);
        page.getStyleClass().add("connect-page");
        return page;
    }

    private void jobChanged(Optional<Entry> job) {
        showJob();
        boolean underWay = job.map(Entry::state)
                .filter(state -> state instanceof JobState.Submitting || state instanceof JobState.Transcribing)
                .isPresent();
        if (underWay) {
            tick.play();
        } else {
            tick.stop();
        }
    }

    private void showJob() {
        jobPane.show(model.jobProperty()
                .get()
                .filter(_ -> !isAsking())
                .map(entry -> JobPanel.of(
                        entry,
                        model.now(),
                        model.confirmingProperty().get(),
                        model.spendingProperty().get(),
                        model.creditsForJob())));
    }

    /** What is asked stands alone. */
    private boolean isAsking() {
        return model.orderProperty().get().isPresent();
    }

    private void showQueue() {
        var queue = model.queueProperty().get();
        queuePane.show(
                queue.isEmpty() || isAsking()
                        ? Optional.empty()
                        : Optional.of(JobPanel.ofQueue(queue, model.providerInWords())));
    }

    private void showOrder() {
        orderPane.show(model.orderProperty().get().map(order -> order.panel(model.credits())));
    }

    private VBox form() {
        var url = controls.address();
        var address = row(Words.of("connect.address"), url, new Region());
        // The settings have a field of their own.
        model.urlProblemProperty()
                .subscribe(problem -> problem.filter(_ -> isFocusWithin()).ifPresent(_ -> url.requestFocus()));
        model.offerProperty().subscribe(offer -> show(address, offer.known().isEmpty()));

        var task = new TextField();
        task.setId("task-id");
        task.getStyleClass().add("mono");
        task.setPromptText(Words.of("connect.paste-task-id"));
        task.textProperty().bindBidirectional(model.taskIdProperty());
        task.setOnAction(_ -> model.loadStems());
        load.setId("load-tracks");
        load.setMinWidth(Region.USE_PREF_SIZE);
        Actions.hint(load, Words.of("connect.load-stems-tip"));
        load.setOnAction(_ -> model.loadStems());
        load.disableProperty().bind(model.loadingProperty());
        var spinner = new ProgressIndicator();
        spinner.getStyleClass().add("spinner");
        spinner.visibleProperty().bind(model.loadingProperty());

        var form = new VBox(
                row(Words.of("connect.provider"), controls.provider(), new Region()),
                address,
                below(controls.addressProblem()),
                row(Words.of("connect.api-key"), key, controls.balance()),
                below(controls.keyProblem()),
                keyKeeping(),
                below(controls.balanceProblem()),
                row(Words.of("connect.task-id"), task, new HBox(load, spinner)));
        form.getStyleClass().addAll("card", "connect-form");
        return form;
    }

    private static HBox row(String name, Region field, Region beside) {
        var label = new Label(name);
        label.setLabelFor(field);
        label.getStyleClass().add("form-label");
        HBox.setHgrow(field, Priority.ALWAYS);
        beside.getStyleClass().add("form-beside");
        var row = new HBox(label, field, beside);
        row.getStyleClass().add("form-row");
        return row;
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    /** Puts the focus where the work goes on. */
    public void focusOnWork() {
        load.requestFocus();
    }

    /** Puts the focus where a key is entered. */
    public void focusOnKey() {
        key.getChildren().getFirst().requestFocus();
    }

    /** Where the key is kept, and what there is to say of that. */
    private HBox keyKeeping() {
        var places = controls.places();
        var label = new Label(Words.of("connect.keep-key"));
        label.setLabelFor(places);
        label.getStyleClass().add("form-label");
        var row = new HBox(label, places, controls.placeNote());
        row.getStyleClass().addAll("form-row", "key-keeping");
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
        model.offerProperty().subscribe(offer -> show(row, offer.needsKey()));
        return row;
    }

    /** What is said about a field stands below it. */
    private static Label below(Label words) {
        words.getStyleClass().add("field-problem");
        return words;
    }

    private Node problem() {
        var sentence = new Label();
        sentence.getStyleClass().add("strong");
        sentence.setWrapText(true);
        var remedy = new Label();
        remedy.setWrapText(true);
        remedy.getStyleClass().add("secondary-text");
        var words = new VBox(sentence, remedy);
        HBox.setHgrow(words, Priority.ALWAYS);
        var icon = new FontIcon(Feather.ALERT_CIRCLE);
        icon.getStyleClass().add("bad-icon");
        var copy = new Button(JobPanel.Choice.COPY_DETAILS.text());
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(_ -> model.problemProperty().get().ifPresent(problem -> JobPane.copy(problem.details())));
        var box = new HBox(icon, words, copy);
        box.setId("connect-problem");
        box.getStyleClass().addAll("card", "problem");
        model.problemProperty().subscribe(problem -> {
            show(box, problem.isPresent());
            sentence.setText(problem.map(Problem::sentence).orElse(""));
            remedy.setText(problem.map(Problem::remedy).orElse(""));
            show(copy, problem.filter(what -> !what.details().isEmpty()).isPresent());
        });
        return box;
    }

    private Node buttons(Actions actions) {
        var transcribe = new Button();
        transcribe.setId("transcribe");
        transcribe.getStyleClass().add("accent");
        transcribe.setMinWidth(Region.USE_PREF_SIZE);
        transcribe.setOnAction(_ -> model.transcribe());
        Runnable label = () -> {
            var row = model.chosenProperty().get();
            transcribe.setText(row.map(ConnectView::callToAction).orElseGet(() -> Words.of("connect.transcribe")));
            transcribe.setDisable(row.isEmpty()
                    || model.sendingProperty().get()
                    || row.flatMap(StemRow::entry).filter(ConnectView::occupied).isPresent());
        };
        model.chosenProperty().subscribe(_ -> label.run());
        model.sendingProperty().subscribe(_ -> label.run());

        var each = new Button();
        each.setId("transcribe-each");
        each.setMinWidth(Region.USE_PREF_SIZE);
        Actions.hint(each, Words.of("connect.each-stem-tip"));
        each.setOnAction(_ -> model.transcribeEach());
        Runnable count = () -> {
            int left = model.stemsLeft();
            each.setText(
                    left == 0
                            ? Words.of("connect.each-stem")
                            : Words.of("connect.each-stem-left", Integer.toString(left)));
            each.setDisable(left == 0 || model.sendingProperty().get());
        };
        model.stems().subscribe(count);
        count.run();
        model.sendingProperty().subscribe(_ -> count.run());

        var ask = controls.ask();

        var open = new Button(Words.of("connect.open-file"));
        open.setId("open-a-file");
        open.setMinWidth(Region.USE_PREF_SIZE);
        actions.wire(open, Action.OPEN);

        var note = new Label(model.priceNote());
        note.getStyleClass().add("secondary-text");
        note.setWrapText(true);
        model.offerProperty().subscribe(_ -> note.setText(model.priceNote()));
        var words = new VBox(note, ask);
        words.getStyleClass().add("connect-notes");
        var box = new HBox(transcribe, each, open, words);
        box.getStyleClass().add("connect-buttons");
        return box;
    }

    private static String callToAction(StemRow row) {
        String stem = JobPanel.inSentence(row.request());
        return switch (row.entry().map(Entry::state).orElse(null)) {
            case null -> Words.of("connect.transcribe-stem", stem);
            case JobState.Ready _ -> Words.of("connect.open-stem", stem);
            case JobState.Empty _, JobState.Failed _, JobState.Expired _ ->
                row.entry().filter(ConnectModel::mayBePaidAgain).isPresent()
                        ? Words.of("connect.transcribe-again-asking", stem)
                        : Words.of("connect.transcribe-again", stem);
            case JobState.Queued _, JobState.Submitting _, JobState.Transcribing _, JobState.Unknown _ ->
                Words.of("connect.transcribe-stem", stem);
        };
    }

    /** Whether a job of this is under way or in doubt, so that another would be bought twice. */
    private static boolean occupied(Entry entry) {
        return switch (entry.state()) {
            case JobState.Queued _, JobState.Submitting _, JobState.Transcribing _, JobState.Unknown _ -> true;
            case JobState.Ready _, JobState.Empty _, JobState.Failed _, JobState.Expired _ -> false;
        };
    }

    @Override
    public void close() {
        tick.stop();
    }
}
