package rollscope.midi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/**
 * What the user has made of the instruments of a song: other names, other sounds, other drums. Immutable. What was delivered is
 * never changed; {@link #apply} makes of it the song as it is seen, heard and written.
 *
 * @param parts by index of the instrument; those that are missing stay as delivered
 */
public record Instrumentation(Map<Integer, Part> parts) {
    public static final Instrumentation AS_DELIVERED = new Instrumentation(Map.of());

    /**
     * What plays an instrument.
     *
     * @param program General MIDI program 0 to 127; of a drum kit the kit number
     * @param drums   whether pitches name pieces of a kit rather than tones
     */
    public record Voice(int program, boolean drums) {
        /** The kit that every General MIDI device has. */
        public static final Voice STANDARD_KIT = new Voice(0, true);

        public Voice {
            if (program < 0 || program > 127) {
                throw new IllegalArgumentException("program " + program + " is outside 0 to 127");
            }
        }

        public static Voice tone(int program) {
            return new Voice(program, false);
        }

        /** That of an instrument. */
        public static Voice of(Instrument instrument) {
            return new Voice(instrument.program(), instrument.drums());
        }
    }

    /**
     * What the user has made of one instrument.
     *
     * @param name  one of the user's own, without spaces at its ends; as delivered if empty
     * @param voice as delivered, or guessed from the name delivered, if empty
     * @param drums which pitch is which drum, only of account while the instrument is a drum kit; empty as long as nobody has said,
     *              which sounds like {@link DrumMap#AS_DELIVERED} but is none's decision
     */
    public record Part(Optional<String> name, Optional<Voice> voice, Optional<DrumMap> drums) {
        /** A name has no more characters. */
        public static final int LONGEST_NAME = 120;

        public static final Part AS_DELIVERED = new Part(Optional.empty(), Optional.empty(), Optional.empty());

        public Part {
            Objects.requireNonNull(voice);
            Objects.requireNonNull(drums);
            name = name.map(Part::clean).filter(some -> !some.isEmpty());
        }

        /** On one line, not too long. */
        private static String clean(String name) {
            String line = name.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            if (line.length() <= LONGEST_NAME) {
                return line;
            }
            int end = Character.isHighSurrogate(line.charAt(LONGEST_NAME - 1)) ? LONGEST_NAME - 1 : LONGEST_NAME;
            return line.substring(0, end).strip();
        }

        /** With another name; a blank one stands for the one delivered. */
        public Part withName(String wanted) {
            return new Part(Optional.of(wanted), voice, drums);
        }

        public Part withVoice(Optional<Voice> wanted) {
            return new Part(name, wanted, drums);
        }

        public Part withDrums(DrumMap wanted) {
            return new Part(name, voice, Optional.of(wanted));
        }

        /** What becomes of the drums, said or not. */
        public DrumMap drumMap() {
            return drums.orElse(DrumMap.AS_DELIVERED);
        }

        public boolean isAsDelivered() {
            return name.isEmpty() && voice.isEmpty() && drums.isEmpty();
        }

        /** The instrument this part makes of one that was delivered. */
        public Instrument apply(Instrument delivered) {
            var sound = voice.orElse(Voice.of(delivered));
            return new Instrument(
                    delivered.index(),
                    name.orElse(delivered.name()),
                    sound.program(),
                    voice.isEmpty() && delivered.guessed(),
                    sound.drums());
        }
    }

    public Instrumentation {
        var changed = new TreeMap<Integer, Part>();
        parts.forEach((index, part) -> {
            if (index < 0 || index > NoteTable.MAX_INSTRUMENT) {
                throw new IllegalArgumentException("instrument index " + index);
            }
            if (!part.isAsDelivered()) {
                changed.put(index, part);
            }
        });
        parts = Map.copyOf(changed);
    }

    /** Whether nothing differs from what was delivered. */
    public boolean isAsDelivered() {
        return parts.isEmpty();
    }

    /** What has been made of an instrument, by index. */
    public Part part(int instrument) {
        return parts.getOrDefault(instrument, Part.AS_DELIVERED);
    }

    public Instrumentation with(int instrument, Part part) {
        var more = new TreeMap<>(parts);
        more.put(instrument, part);
        return new Instrumentation(more);
    }

    /**
     * The song as it is seen, heard and written. The notes are those delivered, in the same table, unless a drum goes elsewhere:
     * then they are looked at one by one, which takes some 50 ms for a million.
     *
     * <p>What is said of instruments the song does not have is left out.
     */
    public Transcription apply(Transcription delivered) {
        if (isAsDelivered()) {
            return delivered;
        }
        var instruments = new ArrayList<Instrument>(delivered.instruments().size());
        delivered
                .instruments()
                .forEach(each -> instruments.add(part(each.index()).apply(each)));
        return new Transcription(
                delivered.id(),
                delivered.title(),
                delivered.duration(),
                instruments,
                movesDrums(delivered) ? moved(delivered) : delivered.notes(),
                delivered.stems());
    }

    /** Whether a drum of this song goes elsewhere, so that its notes are not those delivered. */
    public boolean movesDrums(Transcription delivered) {
        return delivered.instruments().stream()
                .anyMatch(each -> map(delivered, each.index()).isPresent());
    }

    /** Where the drums of an instrument go, if it is a kit and they go anywhere. */
    private Optional<DrumMap> map(Transcription delivered, int instrument) {
        var part = part(instrument);
        boolean kit = part.apply(delivered.instruments().get(instrument)).drums();
        return part.drums().filter(map -> kit && !map.changesNothing());
    }

    private NoteTable moved(Transcription delivered) {
        var maps = new @Nullable DrumMap[delivered.instruments().size()];
        Arrays.setAll(maps, instrument -> map(delivered, instrument).orElse(null));
        var notes = delivered.notes();
        var moved = NoteTable.builder(notes.size());
        for (int note = 0; note < notes.size(); note++) {
            int instrument = notes.instrument(note);
            int pitch = notes.pitch(note);
            var map = maps[instrument];
            moved.add(
                    notes.start(note),
                    notes.end(note),
                    map == null ? pitch : map.of(pitch),
                    notes.velocity(note),
                    instrument);
        }
        return moved.build();
    }
}
