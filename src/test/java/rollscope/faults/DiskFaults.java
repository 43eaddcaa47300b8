package rollscope.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import rollscope.faults.FailingDisk.Change;
import rollscope.faults.FailingDisk.Gate;
import rollscope.faults.Suite.Fault;
import rollscope.faults.Suite.Trial;
import rollscope.library.Entry;
import rollscope.library.Outcome;

/** The disk is full, forbidden, or stops at each change a job makes to it; the library holds what is none. */
final class DiskFaults {
    /** More than a job needs when nothing goes wrong; what comes after is not reached. */
    private static final int CHANGES = 30;
    /** The short form tries each way at every fifth change, so that each change is tried in one way. */
    private static final int SHORT_FORM = 5;

    private DiskFaults() {}

    static List<Fault> all() {
        var faults = new ArrayList<Fault>();
        for (int change = 1; change <= CHANGES; change++) {
            int at = change;
            for (Way way : Way.values()) {
                var fault = Fault.of("disk: " + way.words + " at change " + at, trial -> refused(trial, way, at));
                faults.add((at + way.ordinal()) % SHORT_FORM == 3 ? fault : fault.inLongForm());
            }
        }
        corruptions().forEach((name, bytes) -> {
            faults.add(Fault.of("library: entry.json is " + name, trial -> corruptEntry(trial, bytes)));
            if (!name.equals("of odd values")) { // as an answer, that is one without notes
                faults.add(Fault.of("library: answer.json is " + name, trial -> corruptAnswer(trial, bytes)));
            }
        });
        for (Clutter clutter : Clutter.values()) {
            faults.add(Fault.of("library: " + clutter.words, trial -> clutter(trial, clutter)));
        }
        faults.add(Fault.of("library: a file where its folder should be", DiskFaults::fileForFolder));
        return faults;
    }

    /** How a change is refused. */
    private enum Way {
        ONCE("refuses once"),
        FULL("is full, and has room again while the job is waited for,"),
        FULL_AT_QUIT("is full, and has room again after a new start,"),
        FORBIDDEN("may not be written to, and may again after a new start,"),
        STOPPED("stops, as when power fails,");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    /** Refuses from one change on. */
    private static final class From implements Gate {
        private final Way way;
        private final AtomicInteger left;
        private volatile boolean healed;
        private volatile boolean reached;

        From(Way way, int at) {
            this.way = way;
            left = new AtomicInteger(at);
        }

        @Override
        public void before(Change change, Path path) throws IOException {
            int now = left.decrementAndGet();
            if (healed || now > 0) {
                return;
            }
            boolean needsRoom = change == Change.WRITE || change == Change.OPEN || change == Change.MAKE_FOLDER;
            boolean refuses =
                    switch (way) {
                        case ONCE -> now == 0;
                        case FULL, FULL_AT_QUIT -> needsRoom || change == Change.FORCE;
                        case FORBIDDEN, STOPPED -> true;
                    };
            if (refuses) {
                reached = true;
                throw way == Way.FORBIDDEN
                        ? new AccessDeniedException(path.toString())
                        : new IOException(path + ": No space left on device");
            }
        }

        @Override
        public int torn(int bytes) {
            return way == Way.ONCE ? 0 : bytes / 2;
        }
    }

    private static void refused(Trial trial, Way way, int at) throws Exception {
        try (var provider = new CountedProvider(new Random(at))) {
            Path folder = trial.home.resolve("library");
            var gate = new From(way, at);
            boolean sent;
            try (var desk = new Desk(new FailingDisk(gate).at(folder), provider.url(), provider.signal)) {
                Entry pressed = desk.press(desk.request());
                boolean enough = desk.await(() -> Desk.isAtRest(desk.state(desk.request())) || provider.polls() >= 5);
                if (!enough) {
                    trial.wrong("never rests: " + desk.state(desk.request()));
                }
                sent = provider.allSubmits() > 0;
                boolean saysSo = Desk.nameOf(pressed.state()).equals("refused")
                        || Desk.nameOf(desk.state(desk.request())).equals("refused");
                if (!sent && !saysSo) {
                    trial.wrong("nothing was sent, and the entry is " + pressed.state());
                }
                if (way == Way.FULL) {
                    gate.healed = true;
                    desk.pressUntilSent(desk.request());
                }
            }
            gate.healed = true;
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                if (!desk.pressUntilSent(desk.request())) {
                    trial.wrong("never rests: " + desk.state(desk.request()));
                }
                judge(trial, provider, folder, desk, gate);
            }
        }
    }

    /**
     * When the id of a job could never be put on the disk, the job is Unknown after a new start: no program could know better. In
     * all other cases its notes must be there.
     */
    private static void judge(Trial trial, CountedProvider provider, Path folder, Desk desk, From gate)
            throws IOException {
        if (provider.allSubmits() > 1) {
            trial.submittedTwice(provider.allSubmits() + " submits");
        }
        String state = Desk.nameOf(desk.state(desk.request()));
        Entry entry = desk.library.find(desk.request()).orElse(null);
        var jobs = provider.jobs(Desk.SEPARATION, Desk.STEM);
        boolean kept = entry != null
                && state.equals("ready")
                && !jobs.isEmpty()
                && Desk.keeps(folder, entry, provider.notes(jobs.getFirst()));
        if (kept) {
            trial.kept();
        } else if (state.equals("unknown")
                && (gate.way == Way.FULL_AT_QUIT || gate.way == Way.FORBIDDEN || gate.way == Way.STOPPED)) {
            trial.unknown();
            trial.note("its id was never on the disk");
        } else {
            trial.lost("the entry is " + state + (gate.reached ? "" : " without a fault"));
        }
    }

    // What is in the library, and is none

    private static Map<String, byte[]> corruptions() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("empty", new byte[0]);
        all.put("zeros", new byte[700]);
        byte[] noise = new byte[5000];
        new Random(9).nextBytes(noise);
        all.put("noise", noise);
        all.put("cut off", "{\"title\":\"Song\",\"provider\":\"kie\",\"separa".getBytes(StandardCharsets.UTF_8));
        all.put("a list", "[]".getBytes(StandardCharsets.UTF_8));
        all.put("null", "null".getBytes(StandardCharsets.UTF_8));
        all.put(
                "of wrong types",
                ("{\"title\":7,\"provider\":[1],\"separationTaskId\":{},\"state\":true,\"code\":[],\"data\":7,"
                                + "\"stems\":\"none\",\"earlier\":{\"a\":1},\"created\":-1}")
                        .getBytes(StandardCharsets.UTF_8));
        all.put(
                "of odd values",
                ("{\"title\":\"x\",\"provider\":\"kie\",\"separationTaskId\":\"s\",\"state\":\"ready\",\"notes\":1.5e16666666667,"
                    + "\"instruments\":\"many\",\"created\":\"+999999999-12-31T23:59:59Z\","
                    + "\"stems\":[null,7,{\"id\":1,\"name\":[]}],\"earlier\":[null]}")
                        .getBytes(StandardCharsets.UTF_8));
        all.put("nested deeply", "{\"a\":".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        byte[] huge = new byte[8 << 20];
        Arrays.fill(huge, (byte) '9');
        all.put("huge", huge);
        return all;
    }

    /** A library with one whole entry and one more, whose names are returned: the other last. */
    private static Entry bought(Trial trial, CountedProvider provider, Path folder, String separation)
            throws Exception {
        try (var desk = new Desk(folder, provider.url(), provider.signal)) {
            var request = Desk.request(desk.account.provider(), separation, Optional.empty());
            desk.press(request);
            if (!desk.awaitRest(request)) {
                trial.wrong("never rests");
            }
            return desk.library.find(request).orElseThrow();
        }
    }

    private static void corruptEntry(Trial trial, byte[] bytes) throws Exception {
        try (var provider = new CountedProvider(new Random(1))) {
            Path folder = trial.home.resolve("library");
            Entry good = bought(trial, provider, folder, "good");
            Entry bad = bought(trial, provider, folder, "bad");
            Path file = folder.resolve(bad.id()).resolve("entry.json");
            byte[] answer = Files.readAllBytes(folder.resolve(bad.id()).resolve("answer.json"));
            Files.write(file, bytes);
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                others(trial, desk, good);
                desk.press(Desk.request(desk.account.provider(), "third", Optional.empty()));
                desk.awaitRest(Desk.request(desk.account.provider(), "third", Optional.empty()));
            }
            if (!Arrays.equals(Files.readAllBytes(file), bytes)) {
                trial.wrong("what is no entry was written to");
            }
            if (!Arrays.equals(Files.readAllBytes(folder.resolve(bad.id()).resolve("answer.json")), answer)) {
                trial.lost("the notes beside a broken entry");
            } else {
                trial.kept();
            }
        }
    }

    /** The notes of an entry were broken by somebody: as long as the provider has them, they come back, and cost nothing. */
    private static void corruptAnswer(Trial trial, byte[] bytes) throws Exception {
        try (var provider = new CountedProvider(new Random(1))) {
            Path folder = trial.home.resolve("library");
            Entry good = bought(trial, provider, folder, "good");
            Entry bad = bought(trial, provider, folder, "bad");
            Path file = folder.resolve(bad.id()).resolve("answer.json");
            Files.write(file, bytes);
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                others(trial, desk, good);
                if (desk.library.open(bad.id()) instanceof Outcome.Ok<?>) {
                    trial.wrong("opens what is no answer");
                }
            }
            Files.delete(file);
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                desk.pressAgain(bad.request());
                byte[] notes =
                        provider.notes(provider.jobs("bad", Optional.empty()).getFirst());
                if (Desk.keeps(folder, desk.library.find(bad.request()).orElseThrow(), notes)) {
                    trial.kept();
                } else {
                    trial.lost("notes that the provider still has");
                }
            }
            if (provider.mostSubmits() > 1) {
                trial.submittedTwice("for an answer that was broken");
            }
        }
    }

    private static void others(Trial trial, Desk desk, Entry good) {
        boolean there = desk.entries().stream().anyMatch(entry -> entry.equals(good));
        if (!there || !(desk.library.open(good.id()) instanceof Outcome.Ok<?>)) {
            trial.lost("the entry beside it");
        }
    }

    private enum Clutter {
        FOLDER_FOR_ENTRY("a folder named entry.json"),
        FILES("files between the folders"),
        ODD_NAMES("folders with odd names"),
        SPOOL("parts of answers left behind"),
        LOCK("a folder named lock");

        private final String words;

        Clutter(String words) {
            this.words = words;
        }
    }

    private static void clutter(Trial trial, Clutter clutter) throws Exception {
        try (var provider = new CountedProvider(new Random(1))) {
            Path folder = trial.home.resolve("library");
            Entry good = bought(trial, provider, folder, "good");
            switch (clutter) {
                case FOLDER_FOR_ENTRY -> Files.createDirectories(folder.resolve("20260101-000000-aaaaaa/entry.json"));
                case FILES -> Files.write(folder.resolve("20260101-000000-aaaaaa"), new byte[] {1, 2, 3});
                case ODD_NAMES -> {
                    Files.createDirectories(folder.resolve("ü ; rm -rf"));
                    Files.copy(
                            folder.resolve(good.id()).resolve("entry.json"),
                            folder.resolve("ü ; rm -rf").resolve("entry.json"));
                }
                case SPOOL -> Files.write(folder.resolve(good.id()).resolve(".answer-1f.part"), new byte[1000]);
                case LOCK -> {
                    Files.deleteIfExists(folder.resolve("lock"));
                    Files.createDirectory(folder.resolve("lock"));
                }
            }
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                others(trial, desk, good);
                var other = Desk.request(desk.account.provider(), "other", Optional.empty());
                Entry pressed = desk.press(other);
                if (!desk.awaitRest(other)) {
                    trial.wrong("never rests");
                }
                boolean sent = provider.submits("other", Optional.empty()) > 0;
                String state = Desk.nameOf(sent ? desk.state(other) : pressed.state());
                if (!state.equals(sent ? "ready" : "refused")) {
                    trial.wrong("is " + state);
                }
            }
            if (provider.mostSubmits() > 1) {
                trial.submittedTwice(clutter.words);
            }
            trial.kept();
        }
    }

    private static void fileForFolder(Trial trial) throws Exception {
        try (var provider = new CountedProvider(new Random(1))) {
            Path folder = trial.home.resolve("library");
            Files.write(folder, new byte[] {7});
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                Entry pressed = desk.press(desk.request());
                if (!Desk.nameOf(pressed.state()).equals("refused") || provider.allSubmits() > 0) {
                    trial.wrong("is " + pressed.state() + " after " + provider.allSubmits() + " submits");
                }
            }
        }
    }
}
