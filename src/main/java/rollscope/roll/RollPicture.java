package rollscope.roll;

import java.io.IOException;
import java.io.OutputStream;
import rollscope.transcription.Transcription;

/** The whole roll of a transcription as a picture: lanes, keyboards, ruler. Needs no toolkit and no display. */
public final class RollPicture {
    private RollPicture() {}

    /**
     * Writes a PNG of the given size in pixels.
     */
    public static void writePng(
            Transcription transcription, RollColours colours, int width, int height, OutputStream out)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
