package rollscope.ui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import rollscope.export.Recipe;
import rollscope.export.Recipe.Place;
import rollscope.export.Recipe.Source;
import rollscope.midi.GeneralMidi;
import rollscope.midi.OtherReader;
import rollscope.tempo.Meter;
import rollscope.tempo.TempoMap;
import rollscope.transcription.NoteTable;
import rollscope.transcription.Transcription;

/** Draws, for docs/files.md, where audio, notes and bars lie in files of each place, from what another reader finds in them. */
final class PlacePictures {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 190;
    private static final int LEFT = 84;
    private static final double SECONDS = 9.4;
    private static final double FIRST_BAR = 1.5;
    private static final double BEAT = 0.6;

    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x1F2328);
    private static final Color FAINT = new Color(0x59636E);
    private static final Color LINE = new Color(0xD1D9E0);
    private static final Color SHADE = new Color(0xF1F4F7);
    private static final Color NOTE = new Color(0x0969DA);
    private static final Color SOUND = new Color(0x8CB3D9);
    private static final Color BARLINE = new Color(0x9A6700);

    private PlacePictures() {}

    static void write(Path folder) throws Exception {
        Files.createDirectories(folder);
        for (var place : Place.values()) {
            var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
            var g = image.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            draw(g, place);
            g.dispose();
            var file = folder.resolve("place-" + place.word() + ".png");
            ImageIO.write(image, "png", file.toFile());
            System.out.println(file + " " + Files.size(file) + " bytes");
        }
    }

    /** A beat every 0.6 s, the first a pickup of two, louder on the bars. */
    private static Transcription song() {
        var notes = NoteTable.builder(0);
        for (int beat = -2; beat < 12; beat++) {
            double start = FIRST_BAR + beat * BEAT;
            boolean first = Math.floorMod(beat, 4) == 0;
            notes.add(start, start + 0.45, first ? 48 : 55, first ? 110 : 70, 0);
        }
        return new Transcription("id", "Song", 9, List.of(GeneralMidi.guess(0, "Piano")), notes.build(), List.of());
    }

    private static void draw(Graphics2D g, Place place) throws Exception {
        var map = TempoMap.constant(60 / BEAT, FIRST_BAR, Optional.of(Meter.FOUR_FOUR));
        var written = Recipe.EXACT
                .withPlace(place)
                .apply(Source.of(song()).withTempo(Optional.of(map), Optional.empty()))
                .written();
        var file = new OtherReader(written.bytes());
        double later = written.layout().shift();
        g.setColor(PAPER);
        g.fillRect(0, 0, WIDTH, HEIGHT);
        audio(g, later);
        bars(g, file);
        for (var note : file.notes) {
            int x = x(note.on());
            int y = note.pitch() == 48 ? 158 : 146;
            g.setColor(NOTE);
            g.fillRoundRect(x, y, Math.min(x(note.off()), WIDTH) - x, 10, 4, 4);
        }
        label(g, "audio", 14, 45, FAINT);
        label(g, "file", 14, 118, FAINT);
        label(g, "notes", 14, 162, FAINT);
        g.setColor(LINE);
        g.drawLine(LEFT, 178, WIDTH - 1, 178);
    }

    private static void audio(Graphics2D g, double later) {
        int top = 14;
        int height = 52;
        if (later > 0) {
            g.setColor(SHADE);
            g.fillRect(x(0), top, x(later) - x(0), height);
            g.setColor(LINE);
            g.drawRect(x(0), top, x(later) - x(0), height);
            label(g, String.format(Locale.ROOT, "%.1f s of", later), x(0) + 8, top + 24, FAINT);
            label(g, "silence", x(0) + 8, top + 40, FAINT);
        }
        var notes = song().notes();
        g.setColor(SOUND);
        for (int x = x(later); x < WIDTH; x++) {
            double second = (x - LEFT) * SECONDS / (WIDTH - LEFT) - later;
            double loud = 0.02;
            for (int i = 0; i < notes.size(); i++) {
                double since = second - notes.start(i);
                if (since >= 0) {
                    loud += notes.velocity(i) / 140.0 * Math.exp(-since * 6);
                }
            }
            int half = (int) Math.round(Math.min(1, loud) * height / 2);
            g.drawLine(x, top + height / 2 - half, x, top + height / 2 + half);
        }
        g.setColor(INK);
        g.drawLine(x(later), top, x(later), top + height);
        // The first bar line of the song, by ear, through to the notes.
        g.setColor(BARLINE);
        g.setStroke(new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 4}, 0));
        g.drawLine(x(FIRST_BAR + later), top, x(FIRST_BAR + later), 172);
        g.setStroke(new BasicStroke(1));
    }

    private static void bars(Graphics2D g, OtherReader file) {
        int top = 84;
        int height = 48;
        int meter = 0;
        long tick = 0;
        int resolution = file.sequence.getResolution();
        for (int bar = 1; file.seconds(tick) < SECONDS; bar++) {
            while (meter + 1 < file.meters.size() && file.meters.get(meter + 1).tick() <= tick) {
                meter++;
            }
            int beats = file.meters.isEmpty() ? 4 : file.meters.get(meter).beats();
            long next = tick + (long) beats * resolution;
            int x = x(file.seconds(tick));
            int end = x(file.seconds(next));
            g.setColor(bar % 2 == 1 ? SHADE : PAPER);
            g.fillRect(x, top, end - x, height);
            g.setColor(LINE);
            for (int beat = 1; beat < beats; beat++) {
                int at = x(file.seconds(tick + (double) beat * resolution));
                g.drawLine(at, top + height - 14, at, top + height);
            }
            g.setColor(INK);
            g.drawLine(x, top, x, top + height);
            label(g, "bar " + bar, x + 6, top + 16, INK);
            int tempo = file.tempos.floorEntry(tick).getValue();
            boolean news = bar == 1 || file.tempos.containsKey(tick);
            if (news) {
                label(g, Math.round(60e6 / tempo) + " BPM", x + 6, top + 31, FAINT);
            }
            tick = next;
        }
        g.setColor(LINE);
        g.drawLine(LEFT, top, WIDTH, top);
        g.drawLine(LEFT, top + height, WIDTH, top + height);
    }

    private static int x(double second) {
        return LEFT + (int) Math.round(second * (WIDTH - LEFT) / SECONDS);
    }

    private static void label(Graphics2D g, String text, int x, int y, Color colour) {
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        g.setColor(colour);
        g.drawString(text, x, y);
    }
}
