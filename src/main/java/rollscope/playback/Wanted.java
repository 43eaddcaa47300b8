package rollscope.playback;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import rollscope.audio.PcmFile;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * What the user wants to happen: the one message to the audio thread, replaced as a whole by every verb. The thread compares it
 * with what it did last; so a hundred seeks in one block are one seek, and nothing can pile up.
 *
 * @param song     as it is heard
 * @param number   of the song: another one has another, the same with other sounds has the same
 * @param stem     heard beside the notes
 * @param scrub    whether the playhead is being dragged
 * @param audition the last one asked for of this song, or {@link Audition#NONE}
 */
record Wanted(
        Transcription song,
        long number,
        Optional<PcmFile> stem,
        boolean playing,
        boolean scrub,
        Place place,
        Course course,
        Mix mix,
        Audition audition,
        Device device,
        boolean closed) {

    /**
     * Where playback is to be.
     *
     * @param jump    number of the last jump; it goes to {@code target}
     * @param target  seconds
     * @param pressed where play was last pressed, in seconds
     */
    record Place(long jump, double target, double pressed) {
        Place jumpTo(double seconds) {
            return new Place(jump + 1, seconds, pressed);
        }

        Place pressedAt(double seconds) {
            return new Place(jump, target, seconds);
        }
    }

    /**
     * How playback runs.
     *
     * @param speed 0.25 to 2
     */
    record Course(Optional<Loop> loop, double speed, Optional<Clicks> clicks) {
        static final Course STRAIGHT = new Course(Optional.empty(), 1, Optional.empty());

        Course withLoop(Optional<Loop> newLoop) {
            return new Course(newLoop, speed, clicks);
        }

        Course withSpeed(double newSpeed) {
            return new Course(loop, newSpeed, clicks);
        }

        Course withClicks(Optional<Clicks> newClicks) {
            return new Course(loop, speed, newClicks);
        }
    }

    /** Something short to be heard; each has its number, from 1. */
    record Audition(long number, int instrument, Phrase phrase) {
        static final Audition NONE = new Audition(0, 0, Phrase.SILENT);
    }

    /**
     * What sounds are made with and where they go; empty for what the system usually has.
     *
     * @param tries counts the requests for a soundbank, as the file of the same name may have changed
     * @param early whether sounds are made ready before something is to be heard
     */
    record Device(Optional<OutputDevice> output, Optional<Path> soundbank, long tries, boolean early) {
        Device withEarly(boolean newEarly) {
            return new Device(output, soundbank, tries, newEarly);
        }
    }

    static final Wanted NOTHING = new Wanted(
            new Transcription("", "", 0, List.of(), NoteTable.EMPTY, List.of()),
            0,
            Optional.empty(),
            false,
            false,
            new Place(0, 0, 0),
            Course.STRAIGHT,
            Mix.EVEN,
            Audition.NONE,
            new Device(Optional.empty(), Optional.empty(), 0, false),
            false);

    /** Seconds until notes and stem have ended. */
    double length() {
        return Math.max(
                song.duration(),
                stem.map(pcm -> (double) pcm.frames() / pcm.sampleRate()).orElse(0.0));
    }

    Wanted withSong(Transcription newSong, boolean early) {
        return new Wanted(
                newSong,
                number + 1,
                Optional.empty(),
                false,
                false,
                place.jumpTo(0).pressedAt(0),
                new Course(Optional.empty(), course.speed, Optional.empty()),
                mix.forNewSong(),
                Audition.NONE,
                device.withEarly(early),
                closed);
    }

    /** The same song with other sounds or drums: everything else stays as it is. */
    Wanted withVoices(Transcription revoiced) {
        return new Wanted(revoiced, number, stem, playing, scrub, place, course, mix, audition, device, closed);
    }

    Wanted withStem(Optional<PcmFile> newStem) {
        return new Wanted(song, number, newStem, playing, scrub, place, course, mix, audition, device, closed);
    }

    Wanted withPlaying(boolean newPlaying) {
        return new Wanted(song, number, stem, newPlaying, scrub, place, course, mix, audition, device, closed);
    }

    Wanted withScrub(boolean newScrub) {
        return new Wanted(song, number, stem, playing, newScrub, place, course, mix, audition, device, closed);
    }

    /** Not playing, where something was last heard unless it is to be elsewhere since. */
    Wanted pausedAt(Published.Reading heard) {
        var paused = withPlaying(false);
        return heard.jump() == place.jump() ? paused.withJump(heard.song()) : paused;
    }

    Wanted withPressed(double seconds) {
        return with(place.pressedAt(seconds));
    }

    Wanted withJump(double seconds) {
        return with(place.jumpTo(seconds));
    }

    private Wanted with(Place newPlace) {
        return new Wanted(song, number, stem, playing, scrub, newPlace, course, mix, audition, device, closed);
    }

    Wanted with(Course newCourse) {
        return new Wanted(song, number, stem, playing, scrub, place, newCourse, mix, audition, device, closed);
    }

    Wanted with(Mix newMix) {
        return new Wanted(song, number, stem, playing, scrub, place, course, newMix, audition, device, closed);
    }

    Wanted withAudition(int instrument, Phrase phrase) {
        var next = new Audition(audition.number + 1, instrument, phrase);
        return new Wanted(song, number, stem, playing, scrub, place, course, mix, next, device, closed);
    }

    Wanted withOutput(Optional<OutputDevice> output) {
        return with(new Device(output, device.soundbank, device.tries, device.early));
    }

    Wanted withSoundbank(Optional<Path> soundbank) {
        return with(new Device(device.output, soundbank, device.tries + 1, device.early));
    }

    Wanted withEarly() {
        return device.early ? this : with(device.withEarly(true));
    }

    private Wanted with(Device newDevice) {
        return new Wanted(song, number, stem, playing, scrub, place, course, mix, audition, newDevice, closed);
    }

    Wanted withClosed() {
        return new Wanted(song, number, stem, false, false, place, course, mix, audition, device, true);
    }

    /** See {@link Mix#audible}. */
    boolean[] audible() {
        return mix.audible(song.instruments().size());
    }

    /**
     * How loud what is.
     *
     * @param muted   by instrument; not changed once here
     * @param soloed  likewise
     * @param volumes by instrument, 0 to 1; 1 for those it does not reach. Not changed once here
     * @param volume  of all, 0 to 1
     * @param blend   0 the stem to 1 the notes
     * @param split   whether the stem is left and the notes are right
     */
    record Mix(BitSet muted, BitSet soloed, List<Float> volumes, float volume, float blend, boolean split) {
        static final Mix EVEN = new Mix(new BitSet(), new BitSet(), List.of(), 1, 0.5f, false);

        private Mix forNewSong() {
            return new Mix(new BitSet(), new BitSet(), List.of(), volume, blend, split);
        }

        Mix withMuted(int instrument, boolean value) {
            return new Mix(with(muted, instrument, value), soloed, volumes, volume, blend, split);
        }

        Mix withSoloed(int instrument, boolean value) {
            return new Mix(muted, with(soloed, instrument, value), volumes, volume, blend, split);
        }

        Mix withInstrumentVolume(int instrument, double value) {
            var changed = new ArrayList<>(volumes);
            while (changed.size() <= instrument) {
                changed.add(1f);
            }
            changed.set(instrument, (float) value);
            return new Mix(muted, soloed, List.copyOf(changed), volume, blend, split);
        }

        Mix withVolume(double value) {
            return new Mix(muted, soloed, volumes, (float) value, blend, split);
        }

        Mix withBlend(double value) {
            return new Mix(muted, soloed, volumes, volume, (float) value, split);
        }

        Mix withSplit(boolean value) {
            return new Mix(muted, soloed, volumes, volume, blend, value);
        }

        /** By instrument: not muted, and soloed if any is. */
        boolean[] audible(int instruments) {
            var audible = new boolean[instruments];
            for (int i = 0; i < instruments; i++) {
                audible[i] = !muted.get(i) && (soloed.isEmpty() || soloed.get(i));
            }
            return audible;
        }

        private static BitSet with(BitSet set, int at, boolean value) {
            var copy = (BitSet) set.clone();
            copy.set(at, value);
            return copy;
        }
    }
}
