package rollscope.service;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import rollscope.transcription.NoteTable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.JacksonIOException;

/** Writes notes in the shape of a successful record-info answer, so that whatever reads the service's answers reads them. */
public final class AnswerWriter {
    private static final int LOUDEST = 127;

    private AnswerWriter() {}

    /**
     * Same notes, same bytes; {@link AnswerReader} returns exactly the notes given. Does not close {@code out}.
     *
     * @throws IllegalArgumentException if a note's instrument is not listed
     * @throws IOException              what {@code out} said
     */
    public static void write(List<String> instruments, NoteTable notes, OutputStream out) throws IOException {
        if (notes.instrumentCount() > instruments.size()) {
            throw new IllegalArgumentException("notes of an instrument that is not listed");
        }
        try (var json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeNumberProperty("code", Envelope.SUCCESS);
            json.writeStringProperty("msg", "success");
            json.writeObjectPropertyStart("data");
            json.writeNullProperty("taskId");
            json.writeNullProperty("audioId");
            json.writeNumberProperty("successFlag", 1);
            json.writeNullProperty("errorCode");
            json.writeNullProperty("errorMessage");
            json.writeObjectPropertyStart("midiData");
            json.writeStringProperty("state", "complete");
            json.writeArrayPropertyStart("instruments");
            int[] order = byInstrument(notes, instruments.size());
            int next = 0;
            for (int index = 0; index < instruments.size(); index++) {
                json.writeStartObject();
                json.writeStringProperty("name", instruments.get(index));
                json.writeArrayPropertyStart("notes");
                for (; next < order.length && notes.instrument(order[next]) == index; next++) {
                    write(notes, order[next], json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private static void write(NoteTable notes, int note, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("pitch", notes.pitch(note));
        json.writeName("start");
        json.writeNumber(Double.toString(notes.start(note)));
        json.writeName("end");
        json.writeNumber(Double.toString(notes.end(note)));
        json.writeName("velocity");
        int velocity = notes.velocity(note);
        json.writeNumber(velocity == LOUDEST ? "1" : Double.toString(velocity / (double) LOUDEST));
        json.writeEndObject();
    }

    /** All notes, one instrument after the other, each in the order of the table. */
    private static int[] byInstrument(NoteTable notes, int instruments) {
        int[] place = new int[instruments + 1];
        for (int note = 0; note < notes.size(); note++) {
            place[notes.instrument(note) + 1]++;
        }
        for (int i = 0; i < instruments; i++) {
            place[i + 1] += place[i];
        }
        int[] order = new int[notes.size()];
        for (int note = 0; note < notes.size(); note++) {
            order[place[notes.instrument(note)]++] = note;
        }
        return order;
    }
}
