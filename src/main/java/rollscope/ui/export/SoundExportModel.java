package rollscope.ui.export;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import rollscope.language.Words;
import rollscope.playback.SoundFile;
import rollscope.playback.SoundFile.Mix;
import rollscope.playback.SoundFile.Order;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Figures;
import rollscope.ui.text.Notice;

/** Writes what is heard to a WAV file: how it is to be, how far it is, and what came of it. FX thread only. */
public final class SoundExportModel {
    /** How many bits a sample has and how many samples a second. */
    enum Quality {
        CD(16, 44_100, "44.1"),
        VIDEO(16, 48_000, "48"),
        FINE(24, 44_100, "44.1"),
        FINE_VIDEO(24, 48_000, "48");

        final int bits;
        final int sampleRate;
        private final String kilohertz;

        Quality(int bits, int sampleRate, String kilohertz) {
            this.bits = bits;
            this.sampleRate = sampleRate;
            this.kilohertz = kilohertz;
        }

        @Override
        public String toString() {
            return Words.of("export.quality-of", String.valueOf(bits), kilohertz);
        }
    }

    /** Writes the file, as {@link SoundFile#write} does. */
    @FunctionalInterface
    interface Writer {
        boolean write(Path target, Order order, SoundFile.Progress progress) throws Exception;
    }

    private final Background background;
    private final Consumer<Notice> tell;
    private final Writer writer;
    private final ObjectProperty<Mix> mix = new SimpleObjectProperty<>(Mix.SYNTH);
    private final ObjectProperty<Quality> quality = new SimpleObjectProperty<>(Quality.CD);
    private final BooleanProperty loopOnly = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper writing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyDoubleWrapper part = new ReadOnlyDoubleWrapper();
    /** Of the file that is being written. */
    private AtomicBoolean cancelled = new AtomicBoolean();
    /** Whoever is told from now on how far a file is that this one began. */
    private SoundExportModel heir = this;

    public SoundExportModel(Background background, Consumer<Notice> tell) {
        this(background, tell, SoundFile::write);
    }

    SoundExportModel(Background background, Consumer<Notice> tell, Writer writer) {
        this.background = background;
        this.tell = tell;
        this.writer = writer;
    }

    /**
     * The same for a window made anew, with the same choices; a file that is being written goes on, and is told of there.
     *
     * @param tell in place of the one that was
     */
    public SoundExportModel again(Consumer<Notice> tell) {
        var next = new SoundExportModel(background, tell, writer);
        next.mix.set(mix.get());
        next.quality.set(quality.get());
        next.loopOnly.set(loopOnly.get());
        next.cancelled = cancelled;
        next.name.set(name.get());
        next.part.set(part.get());
        next.writing.set(writing.get());
        heir = next;
        return next;
    }

    private SoundExportModel latest() {
        var latest = heir;
        while (latest != latest.heir) {
            latest = latest.heir;
        }
        return latest;
    }

    // Properties

    ObjectProperty<Mix> mixProperty() {
        return mix;
    }

    ObjectProperty<Quality> qualityProperty() {
        return quality;
    }

    /** Whether only the loop is written. */
    BooleanProperty loopOnlyProperty() {
        return loopOnly;
    }

    public ReadOnlyBooleanProperty writingProperty() {
        return writing.getReadOnlyProperty();
    }

    /** The name of the file that is being written. */
    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    /** How much is written, 0 to 1. */
    public ReadOnlyDoubleProperty partProperty() {
        return part.getReadOnlyProperty();
    }

    // Commands

    /** What the choices make of an order that has everything else. */
    public Order chosen(Order order) {
        boolean withStem = order.stem().isPresent();
        return new Order(
                order.transcription(),
                withStem && mix.get() != Mix.SYNTH ? order.stem() : Optional.empty(),
                withStem ? mix.get() : Mix.SYNTH,
                order.blend(),
                order.volumes(),
                quality.get().bits,
                quality.get().sampleRate,
                loopOnly.get() ? order.loop() : Optional.empty(),
                order.soundbank());
    }

    /**
     * Writes the file in the background; {@code .wav} is added to a name without it.
     *
     * @param done called in the end, whatever came of it
     */
    public void write(Path chosen, Order order, Runnable done) {
        Path target = withEnding(chosen);
        var stop = new AtomicBoolean();
        cancelled = stop;
        writing.set(true);
        name.set(String.valueOf(target.getFileName()));
        part.set(0);
        background.run(
                () -> writer.write(target, order, now -> {
                    background.onFx(() -> latest().part.set(now));
                    return !stop.get();
                }),
                written -> {
                    latest().writing.set(false);
                    done.run();
                    if (written) {
                        latest().tell.accept(Notice.good(Words.of(
                                "export.saved-sound",
                                String.valueOf(target.getFileName()),
                                Figures.length(seconds(order)))));
                    }
                },
                failure -> {
                    latest().writing.set(false);
                    done.run();
                    latest().tell.accept(ExportModel.notice(target, failure));
                });
    }

    /** Ends writing; what was there before stays. */
    public void cancel() {
        cancelled.set(true);
    }

    private static double seconds(Order order) {
        return order.loop()
                .map(loop -> loop.seconds())
                .orElse(order.transcription().duration());
    }

    private static Path withEnding(Path chosen) {
        String name = String.valueOf(chosen.getFileName());
        return name.toLowerCase(Locale.ROOT).endsWith(".wav") ? chosen : chosen.resolveSibling(name + ".wav");
    }
}
