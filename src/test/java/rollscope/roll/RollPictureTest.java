package rollscope.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import rollscope.transcription.Instrument;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

class RollPictureTest {
    private static BufferedImage picture(Transcription song, RollColours colours, int width, int height)
            throws IOException {
        var out = new ByteArrayOutputStream();
        RollPicture.writePng(song, colours, width, height, out);
        return ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    }

    @Test
    void everyInstrumentIsInThePicture() throws IOException {
        BufferedImage image = picture(Songs.band(), RollColours.DARK, 1440, 900);
        var seen = new HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                seen.add(image.getRGB(x, y));
            }
        }
        assertThat(image.getWidth()).isEqualTo(1440);
        assertThat(image.getHeight()).isEqualTo(900);
        for (int instrument = 0; instrument < 6; instrument++) {
            assertThat(seen).contains(RollColours.DARK.note(instrument));
        }
    }

    @Test
    void aPictureNeedsNoNotesAndHoldsManyInstruments() throws IOException {
        var none = new Transcription("t", "", 0, List.of(), NoteTable.EMPTY, List.of());
        assertThat(picture(none, RollColours.LIGHT, 400, 300)).isNotNull();
        var many = new ArrayList<Instrument>();
        for (int i = 0; i < 128; i++) {
            many.add(new Instrument(i, "Ünïcødé 乐器 " + i, 0, true, i % 5 == 0));
        }
        var crowd = new Transcription("t", "Crowd \uD83C\uDFB9", 10, many, NoteTable.EMPTY, List.of());
        assertThat(picture(crowd, RollColours.LIGHT, 400, 300)).isNotNull();
    }

    @Test
    void largePicturesAreDrawnTwiceAsLarge() throws IOException {
        BufferedImage small = picture(Songs.band(), RollColours.DARK, 1300, 700);
        BufferedImage large = picture(Songs.band(), RollColours.DARK, 2600, 1400);
        // The strip of the first lane's colour at the left edge is three pixels wide, and six.
        assertThat(small.getRGB(2, 120)).isEqualTo(RollColours.DARK.note(0));
        assertThat(small.getRGB(3, 120)).isNotEqualTo(RollColours.DARK.note(0));
        assertThat(large.getRGB(5, 240)).isEqualTo(RollColours.DARK.note(0));
        assertThat(large.getRGB(6, 240)).isNotEqualTo(RollColours.DARK.note(0));
    }

    @Test
    void theSameSongMakesTheSameBytes() throws IOException {
        var one = new ByteArrayOutputStream();
        var other = new ByteArrayOutputStream();
        RollPicture.writePng(Songs.band(), RollColours.LIGHT, 800, 500, one);
        RollPicture.writePng(Songs.band(), RollColours.LIGHT, 800, 500, other);
        assertThat(one.toByteArray()).isEqualTo(other.toByteArray());
    }

    @Test
    void absurdSizesAreRefused() {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> RollPicture.writePng(Songs.band(), RollColours.DARK, 99, 500, out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RollPicture.writePng(Songs.band(), RollColours.DARK, 500, 1_000_000, out))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(out.size()).isZero();
    }
}
