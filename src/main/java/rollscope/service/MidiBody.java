package rollscope.service;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rollscope.transcription.Pitch;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * What an answer about a transcription contains, collected in one pass and not yet judged: fields may come in any order, so
 * nothing can be decided before the end. Keeps no object a note.
 */
final class MidiBody {
    /** Names longer than this are cut; they are shown, not compared. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_TEXT = 2000;
    static final int HEAD = 1024;

    /** Containers within containers; beyond, nothing is looked for. */
    private static final int DEEPEST_DATA = 4;

    /** A time nobody records music for. Keeps every tick of a MIDI file within its range. */
    static final double MOST_SECONDS = 24 * 3600;

    /** The body is not what it should be; the message is not for users. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        final boolean tooMuch;
        /** Whether the rest of it is missing, so that another attempt may bring it. */
        final boolean cut;
        /** How it begins. */
        final byte[] head;

        Unreadable(String message, boolean tooMuch, boolean cut, byte[] head) {
            super(message);
            this.tooMuch = tooMuch;
            this.cut = cut;
            this.head = head;
        }
    }

    private static final class TooMuch extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooMuch(String what) {
            super(what);
        }
    }

    private static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Envelope envelope = new Envelope(null, "");
    /** Whether there is a field for the data, and it is null. */
    boolean saysNothing;
    /** Whether the data is an object. */
    boolean hasData;
    /** Whether there is a place for notes, even without any. */
    boolean hasNotesPart;
    /** Whether there is a list of instruments, even without any. */
    boolean hasInstruments;
    /** Whether it tells of a separation. */
    boolean hasStems;
    /** Whether it names a task. */
    boolean namesTask;

    @Nullable
    String flag;

    String errorMessage = "";
    int dropped;
    final List<String> instruments = new ArrayList<>();
    final NoteColumns notes = new NoteColumns();

    private @Nullable String word;
    private JsonParser p;

    private MidiBody(JsonParser parser) {
        p = parser;
    }

    /**
     * @throws Unreadable  if it is not JSON, or more than a song has
     * @throws IOException if the stream fails
     */
    static MidiBody read(InputStream in) throws IOException, Unreadable {
        byte[] head = in.readNBytes(HEAD);
        var whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
        try (var parser = Json.FACTORY.createParser(ObjectReadContext.empty(), whole)) {
            var body = new MidiBody(parser);
            body.root();
            return body;
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (StreamConstraintsException | TooMuch e) {
            throw new Unreadable(String.valueOf(e.getMessage()), true, false, head);
        } catch (JacksonException e) {
            boolean cut = e instanceof tools.jackson.core.exc.UnexpectedEndOfInputException && looksLikeJson(head);
            throw new Unreadable("not JSON", false, cut, head);
        } catch (NotJson e) {
            throw new Unreadable("no JSON object", false, head.length == 0, head);
        }
    }

    static boolean looksLikeJson(byte[] head) {
        String start = new String(head, StandardCharsets.UTF_8).strip();
        if (start.startsWith("\uFEFF")) {
            start = start.substring(1).strip();
            return start.isEmpty() || start.startsWith("{") || start.startsWith("[");
        }
        return start.startsWith("{") || start.startsWith("[");
    }

    /** What the task says of itself; null if nothing. */
    @Nullable
    String status() {
        return flag != null ? flag : word;
    }

    MidiAnswer answer() {
        return new MidiAnswer(instruments, notes.build(), dropped);
    }

    private void root() {
        switch (p.nextToken()) {
            case START_OBJECT -> object(0);
            case START_ARRAY -> firstOf(0);
            case null, default -> throw new NotJson();
        }
    }

    /** The fields of the object just entered. */
    private void object(int level) {
        Integer code = null;
        String msg = "";
        boolean isEnvelope = level == 0;
        String name;
        while ((name = p.nextName()) != null) {
            var token = p.nextToken();
            switch (Keys.plain(name)) {
                case "code" -> code = Json.whole(scalar(token));
                case "msg", "message" -> msg = textOr(token, msg);
                case "error" -> msg = msg.isEmpty() ? textOr(token, "") : msg;
                case "data" -> {
                    isEnvelope = true;
                    saysNothing = token == JsonToken.VALUE_NULL;
                    hasData |= inner(token, level);
                }
                case "response" -> inner(token, level);
                case "mididata" -> {
                    hasNotesPart = true;
                    boolean isText = token == JsonToken.VALUE_STRING && firstLetter() != 0;
                    if (!inner(token, level) && isText) {
                        throw new NotJson();
                    }
                }
                case "origindata", "vocalurl", "vocalremovalinfo", "vocalseparationinfo" -> {
                    hasStems = true;
                    p.skipChildren();
                }
                case "instruments" -> {
                    hasNotesPart = true;
                    hasInstruments = true;
                    if (token == JsonToken.START_ARRAY && instruments.isEmpty()) {
                        instruments();
                    } else {
                        p.skipChildren();
                    }
                }
                case "successflag" -> flag = scalar(token);
                case "status" -> {
                    // Outside of the data it is the status of HTTP.
                    String status = scalar(token);
                    word = level > 0 ? status : word;
                }
                case "taskid" -> namesTask |= !textOr(token, "").isEmpty();
                case "errormessage" -> errorMessage = textOr(token, "");
                default -> p.skipChildren();
            }
        }
        if (isEnvelope) {
            var found = new Envelope(code, msg);
            // The objects inside end first: the outermost failure stands, and what is inside fails a success outside.
            if (found.failed() || (!envelope.failed() && found.code() != null)) {
                envelope = found;
            }
        }
    }

    /** An object, the first object of an array, or an object spelled out in a string. Returns whether there was one. */
    private boolean inner(JsonToken token, int level) {
        if (level >= DEEPEST_DATA) {
            p.skipChildren();
            return false;
        }
        return switch (token) {
            case START_OBJECT -> {
                object(level + 1);
                yield true;
            }
            case START_ARRAY -> firstOf(level + 1);
            case VALUE_STRING -> spelledOut(level + 1);
            default -> false;
        };
    }

    private boolean firstOf(int level) {
        boolean found = false;
        JsonToken token;
        while ((token = p.nextToken()) != JsonToken.END_ARRAY) {
            if (token == JsonToken.START_OBJECT && !found) {
                found = true;
                object(level);
            } else {
                p.skipChildren();
            }
        }
        return found;
    }

    private boolean spelledOut(int level) {
        char[] text = p.getStringCharacters();
        int from = p.getStringOffset();
        int length = p.getStringLength();
        char first = firstLetter();
        if (first != '{' && first != '[') {
            return false;
        }
        var outside = p;
        try (var inside = Json.FACTORY.createParser(ObjectReadContext.empty(), text, from, length)) {
            p = inside;
            return switch (p.nextToken()) {
                case START_OBJECT -> {
                    object(level);
                    yield true;
                }
                case START_ARRAY -> firstOf(level);
                case null, default -> false;
            };
        } finally {
            p = outside;
        }
    }

    /** The first character of the string at hand that is not blank; 0 if there is none. */
    private char firstLetter() {
        char[] text = p.getStringCharacters();
        int from = p.getStringOffset();
        for (int i = from; i < from + p.getStringLength(); i++) {
            if (!Character.isWhitespace(text[i])) {
                return text[i];
            }
        }
        return 0;
    }

    private void instruments() {
        JsonToken token;
        while ((token = p.nextToken()) != JsonToken.END_ARRAY) {
            if (token == JsonToken.START_OBJECT) {
                instrument();
            } else {
                p.skipChildren();
            }
        }
    }

    private void instrument() {
        int index = instruments.size();
        if (index == AnswerReader.MOST_INSTRUMENTS) {
            throw new TooMuch("more than " + AnswerReader.MOST_INSTRUMENTS + " instruments");
        }
        instruments.add("Instrument " + (index + 1));
        String name;
        while ((name = p.nextName()) != null) {
            var token = p.nextToken();
            switch (Keys.plain(name)) {
                case "name" -> {
                    String given = scalar(token);
                    if (given != null && !given.isBlank()) {
                        instruments.set(index, cut(given, LONGEST_NAME));
                    }
                }
                case "notes" -> {
                    if (token == JsonToken.START_ARRAY) {
                        notes(index);
                    } else {
                        p.skipChildren();
                    }
                }
                default -> p.skipChildren();
            }
        }
    }

    private void notes(int instrument) {
        JsonToken token;
        while ((token = p.nextToken()) != JsonToken.END_ARRAY) {
            if (token == JsonToken.START_OBJECT) {
                note(instrument);
            } else {
                p.skipChildren();
                dropped++;
            }
        }
    }

    private void note(int instrument) {
        double pitch = Double.NaN;
        double start = Double.NaN;
        double end = Double.NaN;
        double velocity = Double.NaN;
        String name;
        while ((name = p.nextName()) != null) {
            // One place for all numbers: the compiler then inlines what Jackson does for each, and leaves out its
            // allocations.
            double value = number(p.nextToken());
            switch (name) {
                case "pitch" -> pitch = value;
                case "start" -> start = value;
                case "end" -> end = value;
                case "velocity" -> velocity = value;
                default -> {
                    switch (Keys.plain(name)) {
                        case "pitch" -> pitch = value;
                        case "start" -> start = value;
                        case "end" -> end = value;
                        case "velocity" -> velocity = value;
                        default -> {}
                    }
                }
            }
        }
        // Each comparison is false for NaN.
        boolean usable =
                pitch > -0.5 && pitch < Pitch.HIGHEST + 0.5 && start >= 0 && end > start && end <= MOST_SECONDS;
        if (!usable) {
            dropped++;
            return;
        }
        if (notes.size() == AnswerReader.MOST_NOTES) {
            throw new TooMuch("more than " + AnswerReader.MOST_NOTES + " notes");
        }
        notes.add(start, end, (int) Math.round(pitch), velocity, instrument);
    }

    /** The number, also out of a string; NaN if there is none, and what is there is skipped. */
    private double number(JsonToken token) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
            double plain = Decimals.parse(p.getStringCharacters(), p.getStringOffset(), p.getStringLength());
            return Double.isNaN(plain) ? p.getDoubleValue() : plain;
        }
        return otherNumber(token);
    }

    private double otherNumber(JsonToken token) {
        if (token == JsonToken.VALUE_STRING && p.getStringLength() <= LONGEST_NUMBER) {
            return Json.number(p.getString());
        }
        p.skipChildren();
        return Double.NaN;
    }

    /** The text of a string, number or truth value; null for null and for anything else, which is skipped. */
    private @Nullable String scalar(JsonToken token) {
        return switch (token) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                cut(p.getString(), LONGEST_TEXT);
            default -> {
                p.skipChildren();
                yield null;
            }
        };
    }

    private String textOr(JsonToken token, String otherwise) {
        String text = scalar(token);
        return text == null ? otherwise : text;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
