package rollscope.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import rollscope.faults.Suite.Fault;
import rollscope.faults.Suite.Trial;
import rollscope.library.Entry;
import rollscope.library.JobState;

/** The process is killed while it works on jobs, and the program is started again; and two processes work on the same folder. */
final class Kills {
    /** Steps of a job as the provider sees them. */
    private static final List<String> STEPS = List.of(
            CountedProvider.SUBMIT + " read",
            CountedProvider.SUBMIT + " made",
            CountedProvider.SUBMIT + " half",
            CountedProvider.SUBMIT + " most",
            CountedProvider.SUBMIT + " told",
            CountedProvider.POLL + " read",
            CountedProvider.POLL + " half",
            CountedProvider.POLL + " most",
            CountedProvider.POLL + " pending",
            CountedProvider.POLL + " given");

    private static final List<String> STEMS = List.of("stem-1", "stem-2", "stem-3");
    private static final List<String> QUEUE = List.of("stem-1", "stem-2", "stem-3", "stem-4");
    private static final int KILLS_A_ROUND = 3;
    /** A job takes some two hundred milliseconds with the provider's pauses. */
    private static final int MOST_MILLIS = 350;
    /** A queue of four sends one after the other. */
    private static final int MOST_MILLIS_OF_QUEUE = 700;

    private Kills() {}

    /**
     * @param times       how often each step is tried, with as many jobs under way
     * @param rounds      of random kills, three each
     * @param queues      of random kills with a queue of four stems, three each
     * @param roundsOfTwo in which two programs press Transcribe at once
     */
    static List<Fault> all(int times, int rounds, int queues, int roundsOfTwo) {
        var faults = new ArrayList<Fault>();
        for (int time = 1; time <= times; time++) {
            int now = time;
            STEPS.forEach(step -> faults.add(atStep(step, now)));
            STEPS.forEach(step -> faults.add(inQueue(step, now + 1)));
        }
        faults.add(whileTheBalanceIsAskedFor());
        for (int i = 0; i < rounds; i++) {
            int seed = i;
            faults.add(of("kill -9: three times at random moments, round " + (i + 1), trial -> atRandom(trial, seed)));
        }
        for (int i = 0; i < queues; i++) {
            int seed = i + 500;
            faults.add(of(
                    "kill -9: a queue of four stems, three times at random moments, round " + (i + 1),
                    trial -> queueAtRandom(trial, seed)));
        }
        faults.add(of("two programs press Transcribe at the same moment", trial -> twoPrograms(trial, roundsOfTwo)));
        return faults;
    }

    /** Eight kills and some rounds of two programs. */
    static List<Fault> few() {
        return List.of(
                atStep(CountedProvider.SUBMIT + " read", 1),
                atStep(CountedProvider.SUBMIT + " told", 3),
                atStep(CountedProvider.POLL + " read", 2),
                atStep(CountedProvider.POLL + " most", 4),
                atStep(CountedProvider.POLL + " given", 1),
                inQueue(CountedProvider.SUBMIT + " read", 3),
                inQueue(CountedProvider.SUBMIT + " told", 2),
                whileTheBalanceIsAskedFor(),
                of("two programs press Transcribe at the same moment", trial -> twoPrograms(trial, 10)));
    }

    private static Fault atStep(String step, int time) {
        return of(
                "kill -9: at " + step.replaceFirst("/api/v1/", "") + ", time " + time,
                trial -> atStep(trial, step, time));
    }

    private static Fault inQueue(String step, int time) {
        return of(
                "kill -9: with a queue of four stems at " + step.replaceFirst("/api/v1/", "") + ", time " + time,
                trial -> killAtStep(
                        trial, step, time, running -> queue(trial, running), (provider, folder) -> finishQueue(
                                trial, provider, folder)));
    }

    private static Fault whileTheBalanceIsAskedFor() {
        return of("kill -9: while the balance is asked for", Kills::whileTheBalanceIsAskedFor);
    }

    private static Fault of(String name, Suite.Body body) {
        return new Fault(name, true, Duration.ofMinutes(5), body);
    }

    /** Kills when the provider is at a step of the {@code time}th job. */
    private static void atStep(Trial trial, String step, int time) throws Exception {
        killAtStep(
                trial,
                step,
                time,
                running -> start(trial, running),
                (provider, folder) -> finish(trial, provider, folder));
    }

    /** What the program is told to do. */
    private interface Orders {
        void give(Running running) throws InterruptedException;
    }

    /** What comes after the kill. */
    private interface Aftermath {
        void see(CountedProvider provider, Path folder) throws Exception;
    }

    private static void killAtStep(Trial trial, String step, int time, Orders orders, Aftermath aftermath)
            throws Exception {
        try (var provider = new CountedProvider(new Random(time))) {
            Path folder = trial.home.resolve("library");
            var victim = new AtomicReference<Running>();
            var seen = new AtomicInteger();
            var killed = new CountDownLatch(1);
            provider.steps(at -> {
                if (at.equals(step) && seen.incrementAndGet() == time) {
                    Running running = victim.get();
                    if (running != null) {
                        running.kill();
                        killed.countDown();
                    }
                }
            });
            try (var running = new Running(trial.home, folder, provider.url(), provider.signal)) {
                victim.set(running);
                orders.give(running);
                if (!killed.await(60, TimeUnit.SECONDS)) {
                    trial.wrong("never comes to that step");
                }
                running.killAndWait();
                trial.killed();
            }
            victim.set(null);
            aftermath.see(provider, folder);
        }
    }

    /** Nothing was sent yet for certain: the job is not in doubt, and sent when Transcribe is pressed again. */
    private static void whileTheBalanceIsAskedFor(Trial trial) throws Exception {
        String stem = STEMS.getFirst();
        killAtStep(
                trial,
                CountedProvider.CREDIT + " read",
                1,
                running -> {
                    running.says("open");
                    running.press(Desk.SEPARATION, stem);
                },
                (provider, folder) -> {
                    if (provider.allSubmits() > 0) {
                        trial.wrong("sent before the balance was known");
                    }
                    try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                        String state = Desk.nameOf(desk.state(desk.request()));
                        if (!state.equals("refused")) {
                            trial.wrong("what was not sent is " + state);
                        }
                        desk.pressUntilSent(desk.request());
                        judge(trial, provider, folder, desk, stem, Optional.empty());
                    }
                });
    }

    private static void queueAtRandom(Trial trial, int seed) throws Exception {
        var random = new SplittableRandom(seed);
        try (var provider = new CountedProvider(new Random(seed))) {
            var pauses = new SplittableRandom(seed + 1000);
            provider.steps(_ -> pause(pauses));
            Path folder = trial.home.resolve("library");
            for (int kill = 0; kill < KILLS_A_ROUND; kill++) {
                long micros = random.nextInt(MOST_MILLIS_OF_QUEUE * 1000);
                try (var running = new Running(trial.home, folder, provider.url(), provider.signal)) {
                    queue(trial, running);
                    running.ends(Duration.ofNanos(micros * 1000));
                    running.killAndWait();
                    trial.killed();
                }
            }
            finishQueue(trial, provider, folder);
        }
    }

    private static void queue(Trial trial, Running running) throws InterruptedException {
        if (!running.says("open")) {
            trial.wrong("the program does not start");
        }
        running.queue(Desk.SEPARATION, QUEUE);
    }

    /** The program is started for good and its queue let go on. */
    private static void finishQueue(Trial trial, CountedProvider provider, Path folder) throws Exception {
        var known = new ArrayList<Optional<String>>();
        for (String stem : QUEUE) {
            known.add(idOnDisk(folder, stem));
        }
        try (var desk = new Desk(folder, provider.url(), provider.signal)) {
            var requests = QUEUE.stream()
                    .map(stem -> Desk.request(desk.account.provider(), Desk.SEPARATION, Optional.of(stem)))
                    .toList();
            desk.library.enqueue(desk.account, requests);
            boolean sent = desk.await(() -> requests.stream()
                    .map(desk::state)
                    .noneMatch(state -> state instanceof JobState.Queued || state instanceof JobState.Submitting));
            if (!sent) {
                trial.wrong("the queue stands still");
            }
            for (int i = 0; i < QUEUE.size(); i++) {
                if (!desk.pressAgain(requests.get(i))) {
                    trial.wrong("never rests: " + desk.state(requests.get(i)));
                }
                judge(trial, provider, folder, desk, QUEUE.get(i), known.get(i));
            }
        }
    }

    private static void atRandom(Trial trial, int seed) throws Exception {
        var random = new SplittableRandom(seed);
        try (var provider = new CountedProvider(new Random(seed))) {
            provider.notes(2000);
            var pauses = new SplittableRandom(seed + 1000);
            provider.steps(_ -> pause(pauses));
            Path folder = trial.home.resolve("library");
            for (int kill = 0; kill < KILLS_A_ROUND; kill++) {
                long micros = random.nextInt(MOST_MILLIS * 1000);
                try (var running = new Running(trial.home, folder, provider.url(), provider.signal)) {
                    start(trial, running);
                    running.ends(Duration.ofNanos(micros * 1000));
                    running.killAndWait();
                    trial.killed();
                }
            }
            finish(trial, provider, folder);
        }
    }

    /** A provider takes its time. */
    private static void pause(SplittableRandom random) throws IOException {
        int millis;
        synchronized (random) {
            millis = random.nextInt(25);
        }
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void start(Trial trial, Running running) throws InterruptedException {
        if (!running.says("open")) {
            trial.wrong("the program does not start");
        }
        if (Suite.SPELLINGS.stream().anyMatch(running.arguments()::contains)) {
            trial.wrong("the key is among the arguments of the process");
        }
        STEMS.forEach(stem -> running.press(Desk.SEPARATION, stem));
    }

    /**
     * The program is started for good. What is known to have been bought must be there in the end. A job whose id came too late to
     * be written down is Unknown: the provider is never asked to make it again.
     */
    private static void finish(Trial trial, CountedProvider provider, Path folder) throws Exception {
        var known = new ArrayList<Optional<String>>();
        for (String stem : STEMS) {
            known.add(idOnDisk(folder, stem));
        }
        try (var desk = new Desk(folder, provider.url(), provider.signal)) {
            for (int i = 0; i < STEMS.size(); i++) {
                var stem = Optional.of(STEMS.get(i));
                var request = Desk.request(desk.account.provider(), Desk.SEPARATION, stem);
                if (!desk.pressUntilSent(request)) {
                    trial.wrong("never rests: " + desk.state(request));
                }
                judge(trial, provider, folder, desk, STEMS.get(i), known.get(i));
            }
        }
    }

    /** @param id of the job, as it was on the disk after the last kill */
    private static void judge(
            Trial trial, CountedProvider provider, Path folder, Desk desk, String name, Optional<String> id)
            throws IOException {
        var stem = Optional.of(name);
        var request = Desk.request(desk.account.provider(), Desk.SEPARATION, stem);
        if (provider.submits(Desk.SEPARATION, stem) > 1) {
            trial.submittedTwice(name + ": " + provider.submits(Desk.SEPARATION, stem) + " submits");
        }
        String state = Desk.nameOf(desk.state(request));
        Entry entry = desk.library.find(request).orElseThrow();
        var jobs = provider.jobs(Desk.SEPARATION, stem);
        boolean ready = state.equals("ready")
                && jobs.size() == 1
                && Desk.keeps(folder, entry, provider.notes(jobs.getFirst()));
        if (ready) {
            trial.kept();
        } else if (state.equals("unknown") && id.isEmpty()) {
            trial.unknown();
        } else {
            trial.lost(name + " is " + state);
        }
    }

    /** The id of a job as the file of its entry has it, read without the program. */
    private static Optional<String> idOnDisk(Path folder, String stem) throws IOException {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try (var entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path entry : entries) {
                Path file = entry.resolve("entry.json");
                String text = Files.exists(file) ? Files.readString(file) : "";
                if (text.contains('"' + stem + '"') && text.contains("\"midiTaskId\"")) {
                    return Optional.of(text.replaceAll("(?s).*\"midiTaskId\"\\s*:\\s*\"([^\"]*)\".*", "$1"));
                }
            }
        }
        return Optional.empty();
    }

    private static void twoPrograms(Trial trial, int rounds) throws Exception {
        try (var provider = new CountedProvider(new Random(2))) {
            Path folder = trial.home.resolve("library");
            try (var one = new Running(trial.home, folder, provider.url(), provider.signal);
                    var other = new Running(trial.home, folder, provider.url(), provider.signal)) {
                one.says("open");
                other.says("open");
                for (int round = 1; round <= rounds; round++) {
                    String separation = "both-" + round;
                    one.press(separation, "stem-1");
                    other.press(separation, "stem-1");
                    String ready = "rests " + separation + " stem-1 ready";
                    boolean came = one.says("pressed " + separation + " stem-1")
                            && other.says("pressed " + separation + " stem-1")
                            && provider.signal.await(() -> one.hasSaid(ready) || other.hasSaid(ready), Desk.LONG);
                    if (!came) {
                        trial.wrong("round " + round + " does not end");
                        return;
                    }
                    int submits = provider.submits(separation, Optional.of("stem-1"));
                    if (submits != 1) {
                        trial.submittedTwice("round " + round + ": " + submits + " submits");
                    }
                    trial.round();
                }
            }
            try (var desk = new Desk(folder, provider.url(), provider.signal)) {
                for (Entry entry : desk.entries()) {
                    var jobs = provider.jobs(
                            entry.request().separationTaskId(), entry.request().stemId());
                    if (jobs.size() == 1 && Desk.keeps(folder, entry, provider.notes(jobs.getFirst()))) {
                        trial.kept();
                    } else {
                        trial.lost(entry.toString());
                    }
                }
                if (desk.entries().size() != rounds) {
                    trial.wrong(desk.entries().size() + " entries of " + rounds + " rounds");
                }
            }
        }
    }
}
