package rollscope.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import rollscope.transcription.NoteTable;

class EventScheduleTest {
    private static EventSchedule schedule(double[]... rows) {
        var notes = Songs.notes(rows);
        return new EventSchedule(notes, notes.end());
    }

    /** "+pitch@sample" and "-pitch@sample" in order. */
    private static List<String> events(EventSchedule schedule) {
        return events(schedule, 0, Long.MAX_VALUE >> 32);
    }

    private static List<String> events(EventSchedule schedule, long from, long to) {
        var events = new ArrayList<String>();
        for (int event = schedule.firstFrom(from); event < schedule.firstFrom(to); event++) {
            events.add((schedule.isOn(event) ? "+" : "-") + schedule.pitch(schedule.note(event)) + "@"
                    + schedule.sampleOf(event));
        }
        return events;
    }

    private static List<Integer> soundingAt(EventSchedule schedule, long sample, int least) {
        var found = new ArrayList<Integer>();
        schedule.forEachSoundingAt(sample, least, note -> found.add(schedule.pitch(note)));
        return found;
    }

    @Test
    void timesAreRoundedToTheSample() {
        assertThat(events(schedule(new double[] {1.0 / 192, 2.0 / 192, 60, 90, 0})))
                .containsExactly("+60@230", "-60@459");
    }

    @Test
    void notesEndBeforeOthersBeginAtTheSameSample() {
        var legato = schedule(
                new double[] {0, 1, 60, 90, 0}, new double[] {1, 2, 60, 90, 0}, new double[] {1, 2, 55, 90, 1});
        assertThat(events(legato))
                .containsExactly("+60@0", "-60@44100", "+55@44100", "+60@44100", "-55@88200", "-60@88200");
    }

    @Test
    void aNoteLastsASampleAtLeast() {
        assertThat(events(schedule(new double[] {1, 1.000001, 60, 90, 0}))).containsExactly("+60@44100", "-60@44101");
    }

    @Test
    void anEarlierNoteOfThePitchEndsWhereTheNextBegins() {
        var overlap = schedule(new double[] {0, 3, 60, 90, 0}, new double[] {1, 2, 60, 90, 0});
        assertThat(events(overlap)).containsExactly("+60@0", "-60@44100", "+60@44100", "-60@88200");
    }

    @Test
    void theSamePitchOfAnotherInstrumentIsLeftAlone() {
        var two = schedule(new double[] {0, 3, 60, 90, 0}, new double[] {1, 2, 60, 90, 1});
        assertThat(events(two)).containsExactly("+60@0", "+60@44100", "-60@88200", "-60@132300");
    }

    @Test
    void notesThatBeginTogetherOnOnePitchAreOne() {
        var twice = schedule(new double[] {0, 1, 60, 50, 0}, new double[] {0, 2, 60, 90, 0});
        assertThat(events(twice)).containsExactly("+60@0", "-60@88200");
        assertThat(twice.velocity(twice.note(0))).isEqualTo(90);
    }

    @Test
    void aRangeIsHalfOpen() {
        var scale = schedule(new double[] {0, 1, 60, 90, 0}, new double[] {1, 2, 62, 90, 0});
        assertThat(events(scale, 0, 44_100)).containsExactly("+60@0");
        assertThat(events(scale, 44_100, 88_200)).containsExactly("-60@44100", "+62@44100");
        assertThat(events(scale, 88_200, 88_201)).containsExactly("-62@88200");
    }

    @Test
    void notesSoundingAtASampleStartedBeforeAndLastLongEnough() {
        var schedule = schedule(
                new double[] {0, 4, 40, 90, 0}, new double[] {0, 2.001, 50, 90, 0}, new double[] {2, 3, 60, 90, 0});
        assertThat(soundingAt(schedule, 88_200, 2_205)).containsExactly(40);
        assertThat(soundingAt(schedule, 88_200, 1)).containsExactly(40, 50);
        assertThat(soundingAt(schedule, 88_201, 1)).containsExactly(40, 50, 60);
        assertThat(soundingAt(schedule, 4 * 44_100, 1)).isEmpty();
    }

    @Test
    void aNoteThatWasCutDoesNotSoundOn() {
        var overlap = schedule(new double[] {0, 3, 60, 90, 0}, new double[] {1, 2, 60, 90, 0});
        assertThat(soundingAt(overlap, 110_000, 1)).isEmpty();
    }

    @Test
    void lengthIsTheDurationUnlessRoundingPutsTheLastEndLater() {
        assertThat(new EventSchedule(Songs.notes(new double[] {0, 1, 60, 90, 0}), 5).length())
                .isEqualTo(5 * 44_100);
        assertThat(schedule(new double[] {1, 1.000001, 60, 90, 0}).length()).isEqualTo(44_101);
        assertThat(EventSchedule.EMPTY.length()).isZero();
    }

    @Test
    void absurdlyLateNotesAreLeftOut() {
        var late = schedule(new double[] {0, 1, 60, 90, 0}, new double[] {1e12, 1e13, 61, 90, 0});
        assertThat(events(late)).containsExactly("+60@0", "-60@44100");
        assertThat(late.length()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void ofAnyNotesEachPitchIsOnAndOffInTurn() {
        var random = new Random(7);
        var builder = NoteTable.builder(0);
        for (int i = 0; i < 5_000; i++) {
            double start = random.nextInt(2_000) / 192.0;
            builder.add(
                    start, start + (1 + random.nextInt(100)) / 192.0, 60 + random.nextInt(5), 80, random.nextInt(3));
        }
        var notes = builder.build();
        var schedule = new EventSchedule(notes, notes.end());
        var on = new boolean[3][128];
        long last = 0;
        for (int event = 0; event < schedule.size(); event++) {
            int note = schedule.note(event);
            assertThat(schedule.sampleOf(event)).isGreaterThanOrEqualTo(last);
            last = schedule.sampleOf(event);
            assertThat(on[schedule.instrument(note)][schedule.pitch(note)]).isNotEqualTo(schedule.isOn(event));
            on[schedule.instrument(note)][schedule.pitch(note)] = schedule.isOn(event);
        }
        assertThat(on).isDeepEqualTo(new boolean[3][128]);
    }
}
