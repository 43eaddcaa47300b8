package rollscope.simulator;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A transcription job. All there is to know of it is in its task id, so that a simulator started anew still knows the jobs of the one
 * before, as a service would.
 */
final class Job {
    /** For no stem in particular. */
    static final int ALL_STEMS = 0xff;

    private final String taskId;
    private final Scenario.Plan plan;
    private final Optional<String> audioId;
    private final long created;
    private final long duration;

    private int step;
    private boolean seenPending;

    private Job(String taskId, Scenario.Plan plan, Optional<String> audioId, long created, long duration) {
        this.taskId = taskId;
        this.plan = plan;
        this.audioId = audioId;
        this.created = created;
        this.duration = duration;
    }

    /** A job as the record of a demo song shows it that was made by nobody. */
    static Job example(Optional<String> audioId) {
        return new Job("9d41e6f27b3c48a0b5d2c8f16e07a394", Scenario.Plan.PLAIN, audioId, 1761122051000L, 6_000);
    }

    /**
     * Bytes 0–1 tell the scenario, 2 the stem, 3–8 the time, 9–10 tell apart what else is equal, 12–15 are a check sum.
     *
     * @param scenario or empty for the demo song
     * @param stem     index of a stem, or {@link #ALL_STEMS}
     * @param now      epoch milliseconds
     */
    static String newTaskId(Optional<Scenario> scenario, int stem, long now, int number) {
        byte[] id = new byte[16];
        ByteBuffer.wrap(id)
                .putShort(code(scenario))
                .put((byte) stem)
                .putLong(now << 16 | (number & 0xffff))
                .putInt(12, check(id));
        return HexFormat.of().formatHex(id);
    }

    /**
     * @param duration milliseconds until it is finished
     * @return empty if it is not one of {@link #newTaskId}'s
     */
    static Optional<Job> of(String taskId, DemoSong song, long duration) {
        if (!taskId.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(taskId);
        var id = ByteBuffer.wrap(bytes);
        int stem = id.get(2) & 0xff;
        if (id.getInt(12) != check(bytes)
                || (stem != ALL_STEMS && stem >= song.stems().size())) {
            return Optional.empty();
        }
        var scenario = Arrays.stream(Scenario.values())
                .filter(known -> code(Optional.of(known)) == id.getShort(0))
                .findAny();
        if (scenario.isEmpty() && id.getShort(0) != code(scenario)) {
            return Optional.empty();
        }
        return Optional.of(new Job(
                taskId,
                scenario.map(Scenario::plan).orElse(Scenario.Plan.PLAIN),
                stem == ALL_STEMS
                        ? Optional.empty()
                        : Optional.of(song.stems().get(stem).id()),
                id.getLong(3) >>> 16,
                duration));
    }

    /** Differs from scenario to scenario, and stays the same when others are added. */
    static short code(Optional<Scenario> scenario) {
        return (short) scenario.map(Scenario::taskId).orElse("").hashCode();
    }

    private static int check(byte[] id) {
        var crc = new CRC32();
        crc.update(id, 0, 12);
        return (int) crc.getValue();
    }

    String taskId() {
        return taskId;
    }

    Scenario.Plan plan() {
        return plan;
    }

    Optional<String> audioId() {
        return audioId;
    }

    /** Epoch milliseconds. */
    long created() {
        return created;
    }

    /** Epoch milliseconds. */
    long completed() {
        return created + duration;
    }

    /** It was said to have ended: the next poll need not find it in progress. */
    synchronized void end() {
        seenPending = true;
    }

    /** What this poll gets, at {@code now} in epoch milliseconds. Polls move a job on from step to step. */
    synchronized Scenario.Step poll(long now) {
        var script = plan.polls();
        var current = script.get(step);
        if (current == Scenario.Step.WAIT) {
            if (!seenPending || (now >= created && now < completed())) {
                seenPending = true;
                return Scenario.Step.PENDING;
            }
            step++;
            current = script.get(step);
        }
        step = Math.min(step + 1, script.size() - 1);
        return current;
    }
}
