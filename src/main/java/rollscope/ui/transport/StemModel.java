package rollscope.ui.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import rollscope.audio.PcmFile;
import rollscope.audio.StemAudio;
import rollscope.audio.UnreadableAudio;
import rollscope.language.Words;
import rollscope.library.Account;
import rollscope.library.Entry;
import rollscope.library.KeptStems;
import rollscope.library.Library;
import rollscope.library.Listening;
import rollscope.library.Problem;
import rollscope.library.StemState;
import rollscope.playback.Transport;
import rollscope.roll.StemPicture;
import rollscope.transcription.Stem;
import rollscope.transcription.Transcription;
import rollscope.ui.fx.Background;
import rollscope.ui.text.Notice;

/**
 * What is heard against the notes: which stems there are and whether they are here, the one that is chosen, and how loud it is beside
 * them. Fetches, decodes and hands to the {@link Transport}; owns the decoded sound. FX thread only.
 */
public final class StemModel implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StemModel.class.getName());

    private final Library library;
    private final Transport transport;
    private final Background background;
    private final Path scratch;
    private final Function<Entry, Optional<Account>> accounts;
    private final Consumer<Notice> tell;
    private final Runnable endOfListening;

    private final ReadOnlyObjectWrapper<StemSound> sound =
            new ReadOnlyObjectWrapper<>(new StemSound.None(Words.of("transport.nothing-open")));
    private final ReadOnlyObjectWrapper<Optional<StemPicture>> picture = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<StemChoice>> choices = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Listening> listening = new ReadOnlyObjectWrapper<>(Listening.DEFAULT);
    private final ReadOnlyBooleanWrapper canRetry = new ReadOnlyBooleanWrapper();

    private Optional<Transcription> shown = Optional.empty();
    private Optional<Entry> entry = Optional.empty();
    /** Of the separation; the transcribed one first. */
    private List<Stem> stems = List.of();

    private final Map<String, StemState> states = new HashMap<>();

    /** How files that are in no library were listened to, by the id of their transcription. */
    private final Map<String, Listening> ofThisRun = new LinkedHashMap<>();

    private Optional<PcmFile> playing = Optional.empty();
    /** What was decoded last, or is being decoded, if to no avail. */
    private List<Path> decoded = List.of();

    /** Counts what was shown: answers for something shown before come too late. */
    private int shows;

    /** Counts what was to be decoded; the decoding thread looks whether it is still wanted. */
    private final AtomicInteger decodings = new AtomicInteger();

    /** How many read the sound besides the transport; until they are done nothing is closed. */
    private int lent;

    private final List<PcmFile> unwanted = new ArrayList<>();

    private boolean saving;
    private Optional<Runnable> saveNext = Optional.empty();
    private boolean closed;

    /**
     * @param scratch  a folder for decoded sound
     * @param accounts with which a provider may be asked for new links, when the user wants that; empty if there is no key
     */
    public StemModel(
            Library library,
            Transport transport,
            Background background,
            Path scratch,
            Function<Entry, Optional<Account>> accounts,
            Consumer<Notice> tell) {
        this.library = library;
        this.transport = transport;
        this.background = background;
        this.scratch = scratch;
        this.accounts = accounts;
        this.tell = tell;
        endOfListening = library.keptStems().listen(change -> background.onFx(() -> changed(change)));
    }

    // Properties

    public ReadOnlyObjectProperty<StemSound> soundProperty() {
        return sound.getReadOnlyProperty();
    }

    /** Grows while the stem is decoded; empty when there is none. */
    public ReadOnlyObjectProperty<Optional<StemPicture>> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** In the order of the menu. */
    ReadOnlyObjectProperty<List<StemChoice>> choicesProperty() {
        return choices.getReadOnlyProperty();
    }

    /** How what is shown is listened to; remembered with its entry. */
    public ReadOnlyObjectProperty<Listening> listeningProperty() {
        return listening.getReadOnlyProperty();
    }

    /** Whether the stem can be asked for again, or what was stopped gone on with. */
    public ReadOnlyBooleanProperty canRetryProperty() {
        return canRetry.getReadOnlyProperty();
    }

    Optional<PcmFile> playing() {
        return playing;
    }

    // Commands

    /**
     * Takes up a transcription: how it was listened to, its stems, and the one to be heard.
     *
     * @param of the entry it is; empty for a file
     */
    public void show(Transcription transcription, Optional<Entry> of) {
        silence();
        entry.filter(before -> !of.map(Entry::id).equals(Optional.of(before.id())))
                .ifPresent(before -> library.keptStems().stop(before.id()));
        int ticket = ++shows;
        shown = Optional.of(transcription);
        entry = of;
        states.clear();
        stems = of.map(now -> KeptStems.inOrder(now, transcription.stems())).orElse(List.of());
        listening.set(Listening.DEFAULT);
        applyMix();
        sound.set(new StemSound.None(Words.of("transport.no-audio")));
        update();
        if (of.isEmpty()) {
            listening.set(ofThisRun.getOrDefault(transcription.id(), Listening.DEFAULT));
            applyMix();
            hear();
            return;
        }
        String id = of.get().id();
        var wanted = stems;
        background.run(
                () -> {
                    var found = new HashMap<String, StemState>();
                    wanted.forEach(
                            stem -> found.put(stem.id(), library.keptStems().state(id, stem)));
                    return new Found(library.listening(id), found);
                },
                found -> {
                    if (ticket == shows && !closed) {
                        states.putAll(found.states);
                        listening.set(found.listening);
                        applyMix();
                        fetch(Optional.empty());
                        hear();
                    }
                },
                failure -> LOG.log(System.Logger.Level.WARNING, "Cannot look for stems", failure));
    }

    private record Found(Listening listening, Map<String, StemState> states) {}

    /** Hears another one of {@link #choicesProperty}. */
    void choose(String id) {
        change(now -> now.withHeard(id));
        tryAgain();
        if (entry.isPresent() && sources(id).isEmpty() && stems.stream().anyMatch(this::isMissing)) {
            fetch(accounts.apply(entry.get()));
        }
        hear();
    }

    /** Hears an audio file of the user's; it is remembered by its place and neither copied nor changed. */
    public void attach(Path file) {
        if (shown.isEmpty()) {
            return;
        }
        int ticket = shows;
        background.run(
                () -> StemAudio.isSound(file),
                isSound -> {
                    if (ticket != shows || closed) {
                        return;
                    }
                    if (isSound) {
                        change(now -> now.withAttached(file));
                        tryAgain();
                        hear();
                    } else {
                        tell.accept(notSound(file));
                    }
                },
                failure -> tell.accept(notSound(file)));
    }

    private static Notice notSound(Path file) {
        return new Notice(
                Notice.Tone.BAD,
                Words.of("transport.no-sound-file", file.getFileName()),
                Words.of("transport.no-sound-file-remedy"),
                file.toString());
    }

    /** Lets go of the attached file; the file stays as it is. */
    void detach() {
        change(Listening::withoutAttached);
        hear();
    }

    /** Asks again for what could not be fetched, with the user's key where new links are to be had. */
    public void retry() {
        entry.ifPresent(now -> fetch(accounts.apply(now)));
        tryAgain();
        hear();
    }

    /** What was decoded in vain, or stopped, may be decoded anew. */
    private void tryAgain() {
        if (!(sound.get() instanceof StemSound.Ready)) {
            decoded = List.of();
        }
    }

    /** Ends fetching or decoding. */
    public void stop() {
        entry.ifPresent(now -> library.keptStems().stop(now.id()));
        if (sound.get() instanceof StemSound.Coming && playing.isEmpty()) {
            decodings.incrementAndGet();
            picture.set(Optional.empty());
            sound.set(new StemSound.None(Words.of("transport.stopped", nameOf(heard().orElse("")))));
            update();
        }
    }

    void setBlend(double blend) {
        if (blend != listening.get().blend()) {
            change(now -> now.withBlend(blend));
            transport.setBlend(blend);
        }
    }

    void setSplit(boolean split) {
        if (split != listening.get().split()) {
            change(now -> now.withSplit(split));
            transport.setSplit(split);
        }
    }

    /** Remembers how loud an instrument is. */
    public void rememberVolume(int instrument, double volume) {
        if (listening.get().volume(instrument) != volume) {
            change(now -> now.withVolume(instrument, volume));
        }
    }

    @Override
    public void close() {
        closed = true;
        endOfListening.run();
        entry.ifPresent(now -> library.keptStems().stop(now.id()));
        var last = playing;
        playing = Optional.empty();
        silence();
        // At once: the program may end before work in the background does, and the scratch file would stay.
        last.ifPresent(pcm -> {
            try {
                pcm.close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "Cannot remove decoded sound", e);
            }
        });
    }

    // Listening

    private void applyMix() {
        transport.setBlend(listening.get().blend());
        transport.setSplit(listening.get().split());
    }

    private void change(Function<Listening, Listening> change) {
        var now = change.apply(listening.get());
        listening.set(now);
        update();
        shown.ifPresent(what -> {
            if (entry.isPresent()) {
                save(entry.get().id(), now);
            } else {
                ofThisRun.put(what.id(), now);
            }
        });
    }

    /** One write at a time; of what changes meanwhile, the last. */
    private void save(String id, Listening now) {
        if (saving) {
            saveNext = Optional.of(() -> save(id, now));
            return;
        }
        saving = true;
        Callable<Void> write = () -> {
            library.remember(id, now);
            return null;
        };
        background.run(write, _ -> saved(), failure -> saved());
    }

    private void saved() {
        saving = false;
        var next = saveNext;
        saveNext = Optional.empty();
        next.ifPresent(Runnable::run);
    }

    // Which

    /** What is to be heard: what the user chose, else the stem that was transcribed, else all of them. */
    private Optional<String> heard() {
        return listening.get().heard().filter(this::exists).or(() -> {
            Optional<String> transcribed =
                    entry.flatMap(now -> now.request().stemId()).filter(this::exists);
            return transcribed.or(() -> stems.isEmpty() ? Optional.empty() : Optional.of(Listening.MIX));
        });
    }

    private boolean exists(String id) {
        return switch (id) {
            case Listening.ATTACHED -> listening.get().attached().isPresent();
            case Listening.MIX -> stems.size() > 1;
            default -> stem(id).isPresent();
        };
    }

    private Optional<Stem> stem(String id) {
        return stems.stream().filter(stem -> stem.id().equals(id)).findFirst();
    }

    private String nameOf(String id) {
        return switch (id) {
            case Listening.ATTACHED ->
                listening
                        .get()
                        .attached()
                        .map(file -> String.valueOf(file.getFileName()))
                        .orElse("");
            case Listening.MIX -> Words.of("transport.all-stems");
            default -> stem(id).map(Stem::name).orElse("");
        };
    }

    /** The files of a choice; empty if any of them is not here. */
    private List<Path> sources(String id) {
        return switch (id) {
            case Listening.ATTACHED -> listening.get().attached().stream().toList();
            case Listening.MIX -> {
                var all = stems.stream().flatMap(stem -> file(stem).stream()).toList();
                yield all.size() == stems.size() ? all : List.of();
            }
            default -> stem(id).flatMap(this::file).stream().toList();
        };
    }

    private Optional<Path> file(Stem stem) {
        return state(stem) instanceof StemState.Kept(Path file) ? Optional.of(file) : Optional.empty();
    }

    private StemState state(Stem stem) {
        return states.getOrDefault(stem.id(), new StemState.Absent(StemState.Reason.NOT_FETCHED));
    }

    private boolean isMissing(Stem stem) {
        return switch (state(stem)) {
            case StemState.Kept _, StemState.Fetching _ -> false;
            case StemState.Absent _, StemState.Failed _ -> true;
        };
    }

    // Fetching

    private void fetch(Optional<Account> account) {
        if (stems.stream().anyMatch(this::isMissing)) {
            entry.ifPresent(now -> {
                var wanted = new ArrayList<Stem>();
                listening.get().heard().flatMap(this::stem).ifPresent(wanted::add);
                stems.stream().filter(stem -> !wanted.contains(stem)).forEach(wanted::add);
                library.keptStems().fetch(now, wanted, account);
            });
        }
    }

    private void changed(KeptStems.Change change) {
        boolean ours = entry.filter(now -> now.id().equals(change.entryId())).isPresent() && !closed;
        if (ours) {
            states.put(change.stemId(), change.state());
            if (playing.isEmpty()) {
                hear();
            } else {
                update();
            }
        }
    }

    // Hearing

    /** Brings what is to be heard nearer: decodes it if it is here, or says what it waits for. */
    private void hear() {
        Optional<String> id = heard();
        if (id.isEmpty()) {
            silence();
            sound.set(new StemSound.None(Words.of("transport.no-audio")));
        } else {
            var files = sources(id.get());
            if (files.isEmpty()) {
                silence();
                sound.set(awaited(id.get()));
            } else if (!files.equals(decoded)) {
                decode(id.get(), files);
            }
        }
        update();
    }

    /** What stands in the way of hearing a choice whose files are not all here. */
    private StemSound awaited(String id) {
        var parts = id.equals(Listening.MIX) ? stems : stem(id).stream().toList();
        for (Stem part : parts) {
            switch (state(part)) {
                case StemState.Fetching(OptionalDouble share) -> {
                    return new StemSound.Coming(Words.of("transport.fetching", part.name()), share);
                }
                case StemState.Failed(Problem problem) -> {
                    return new StemSound.Failed(problem.sentence(), problem.remedy());
                }
                case StemState.Absent(StemState.Reason reason) -> {
                    return switch (reason) {
                        case NOT_FETCHED -> new StemSound.None(Words.of("transport.not-fetched", part.name()));
                        case NO_ADDRESS ->
                            new StemSound.Failed(
                                    Words.of("transport.no-address", part.name()),
                                    Words.of("transport.no-address-remedy"));
                    };
                }
                case StemState.Kept _ -> {}
            }
        }
        return new StemSound.None(Words.of("transport.no-audio"));
    }

    private void decode(String id, List<Path> files) {
        silence();
        decoded = files;
        int ticket = decodings.incrementAndGet();
        String name = nameOf(id);
        sound.set(new StemSound.Coming(Words.of("transport.reading", name), OptionalDouble.of(0)));
        background.run(
                () -> {
                    for (Path file : files) {
                        if (!Files.exists(file)) {
                            throw new Missing(file);
                        }
                    }
                    return StemAudio.read(files, Transport.SAMPLE_RATE, scratch, (part, peaks, spectrum) -> {
                        var soFar = new StemPicture(name, peaks, spectrum);
                        background.onFx(() -> progress(ticket, soFar, part));
                        return decodings.get() == ticket;
                    });
                },
                read -> read.ifPresent(audio -> take(ticket, name, audio)),
                failure -> {
                    if (decodings.get() == ticket) {
                        failed(id, files, failure);
                    }
                });
    }

    private void progress(int ticket, StemPicture soFar, double part) {
        if (decodings.get() == ticket) {
            picture.set(Optional.of(soFar));
            sound.set(new StemSound.Coming(Words.of("transport.reading", soFar.name()), OptionalDouble.of(part)));
        }
    }

    private void take(int ticket, String name, StemAudio audio) {
        if (decodings.get() != ticket || closed) {
            release(audio.pcm());
            return;
        }
        playing = Optional.of(audio.pcm());
        transport.setStem(playing);
        picture.set(Optional.of(new StemPicture(name, audio.peaks(), audio.spectrum())));
        sound.set(new StemSound.Ready(name));
        update();
    }

    private void failed(String id, List<Path> files, Exception failure) {
        picture.set(Optional.empty());
        sound.set(
                switch (failure) {
                    case Missing missing ->
                        new StemSound.Failed(
                                Words.of("transport.attached-gone", missing.name),
                                Words.of("transport.attached-gone-remedy"));
                    case UnreadableAudio unreadable ->
                        new StemSound.Failed(
                                String.valueOf(unreadable.getMessage()), Words.of("transport.unreadable-remedy"));
                    default ->
                        new StemSound.Failed(
                                Words.of("transport.not-read", nameOf(id)),
                                Words.of("transport.not-read-remedy"));
                });
        boolean ofTheLibrary = !id.equals(Listening.ATTACHED) && failure instanceof UnreadableAudio;
        stem(id).filter(_ -> ofTheLibrary && files.size() == 1).ifPresent(this::discard);
        update();
    }

    /** What the provider sent was no sound after all. */
    private void discard(Stem stem) {
        entry.ifPresent(now -> {
            states.put(stem.id(), new StemState.Absent(StemState.Reason.NOT_FETCHED));
            Callable<Void> remove = () -> {
                library.keptStems().discard(now.id(), stem);
                return null;
            };
            background.run(remove, _ -> {}, _ -> {});
        });
    }

    private static final class Missing extends IOException {
        private static final long serialVersionUID = 1;
        private final String name;

        Missing(Path file) {
            super(file.toString());
            name = String.valueOf(file.getFileName());
        }
    }

    /** Nothing is heard beside the notes any more, and nothing is on its way to be. */
    private void silence() {
        decodings.incrementAndGet();
        decoded = List.of();
        transport.setStem(Optional.empty());
        playing.ifPresent(this::release);
        playing = Optional.empty();
        picture.set(Optional.empty());
    }

    /** The decoded sound that plays, to be read until {@link #giveBack}, whatever is shown meanwhile. */
    public Optional<PcmFile> borrow() {
        lent++;
        return playing;
    }

    /** Ends what {@link #borrow} began. */
    public void giveBack() {
        if (--lent == 0) {
            List.copyOf(unwanted).forEach(this::release);
            unwanted.clear();
        }
    }

    /** The transport reads silence from what is closed, should a block of it be under way. */
    private void release(PcmFile pcm) {
        if (lent > 0) {
            unwanted.add(pcm);
            return;
        }
        Callable<Void> close = () -> {
            pcm.close();
            return null;
        };
        background.run(close, _ -> {}, _ -> {});
    }

    // Telling

    private void update() {
        var list = new ArrayList<StemChoice>();
        String now = heard().orElse("");
        for (Stem stem : stems) {
            list.add(
                    new StemChoice(stem.id(), stem.name(), hint(stem), stem.id().equals(now)));
        }
        if (stems.size() > 1) {
            long here = stems.stream().filter(stem -> file(stem).isPresent()).count();
            String hint = here == stems.size()
                    ? ""
                    : Words.of("transport.some-here", Long.toString(here), Integer.toString(stems.size()));
            list.add(new StemChoice(Listening.MIX, nameOf(Listening.MIX), hint, now.equals(Listening.MIX)));
        }
        listening
                .get()
                .attached()
                .ifPresent(file -> list.add(new StemChoice(
                        Listening.ATTACHED,
                        String.valueOf(file.getFileName()),
                        Words.of("transport.attached"),
                        now.equals(Listening.ATTACHED))));
        choices.set(List.copyOf(list));
        canRetry.set(
                !now.isEmpty() && (sound.get() instanceof StemSound.None || sound.get() instanceof StemSound.Failed));
    }

    private String hint(Stem stem) {
        return switch (state(stem)) {
            case StemState.Kept _ -> "";
            case StemState.Fetching(OptionalDouble part) ->
                part.isPresent() ? Math.round(part.getAsDouble() * 100) + " %" : Words.of("transport.being-fetched");
            case StemState.Absent(StemState.Reason reason) ->
                switch (reason) {
                    case NOT_FETCHED -> Words.of("transport.not-here");
                    case NO_ADDRESS -> Words.of("transport.no-link");
                };
            case StemState.Failed(Problem problem) ->
                Words.of(problem.kind() == Problem.Kind.TASK ? "transport.expired" : "transport.failed");
        };
    }
}
