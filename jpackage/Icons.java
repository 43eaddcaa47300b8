import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * Puts the icon's pictures into the containers of Windows and macOS, {@code rollscope.ico} and {@code rollscope.icns}, beside them. They
 * are checked in; this is run again when the icon changes.
 *
 * <p>{@code java jpackage/Icons.java assets/icon}
 */
final class Icons {
    private static final int ICO_HEADER = 6;
    private static final int ICO_ENTRY = 16;
    private static final int BITMAP_HEADER = 40;

    /** From here on Windows wants PNG; below it, some of what reads icons knows bitmaps only. */
    private static final int ICO_PNG = 256;

    /** As PNG. The types for 16 and 32 pixels of a coarse screen take PNG, but bundles show them wrongly; macOS scales from the others. */
    private static final Map<String, Integer> ICNS = new TreeMap<>(Map.of(
            "ic07", 128, "ic08", 256, "ic09", 512, "ic11", 32, "ic12", 64, "ic13", 256, "ic14", 512));

    private final Path folder;

    private Icons(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException {
        var icons = new Icons(Path.of(args[0]));
        Files.write(icons.folder.resolve("rollscope.ico"), icons.ico(List.of(16, 24, 32, 48, 64, 256)));
        Files.write(icons.folder.resolve("rollscope.icns"), icons.icns());
    }

    private byte[] png(int size) throws IOException {
        return Files.readAllBytes(folder.resolve("rollscope-" + size + ".png"));
    }

    private byte[] ico(List<Integer> sizes) throws IOException {
        var pictures = new ArrayList<byte[]>();
        for (int size : sizes) {
            pictures.add(size < ICO_PNG ? bitmap(size) : png(size));
        }
        int at = ICO_HEADER + sizes.size() * ICO_ENTRY;
        var file = ByteBuffer.allocate(at + pictures.stream().mapToInt(bytes -> bytes.length).sum())
                .order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0).putShort((short) 1).putShort((short) sizes.size());
        for (int i = 0; i < sizes.size(); i++) {
            byte side = (byte) (int) sizes.get(i); // 256 is written as 0
            file.put(side).put(side).put((byte) 0).put((byte) 0);
            file.putShort((short) 1).putShort((short) 32);
            file.putInt(pictures.get(i).length).putInt(at);
            at += pictures.get(i).length;
        }
        pictures.forEach(file::put);
        return file.array();
    }

    /** Rows from the bottom, blue first, with alpha; then a mask of one bit a pixel for what does not know alpha. */
    private byte[] bitmap(int size) throws IOException {
        BufferedImage image = ImageIO.read(folder.resolve("rollscope-" + size + ".png").toFile());
        int maskRow = (size + 31) / 32 * 4;
        var bytes = ByteBuffer.allocate(BITMAP_HEADER + size * size * 4 + size * maskRow)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(BITMAP_HEADER).putInt(size).putInt(2 * size).putShort((short) 1).putShort((short) 32);
        bytes.putInt(0).putInt(size * size * 4 + size * maskRow).putInt(0).putInt(0).putInt(0).putInt(0);
        for (int y = size - 1; y >= 0; y--) {
            for (int x = 0; x < size; x++) {
                bytes.putInt(image.getRGB(x, y));
            }
        }
        for (int y = size - 1; y >= 0; y--) {
            var row = new byte[maskRow];
            for (int x = 0; x < size; x++) {
                if (image.getRGB(x, y) >>> 24 == 0) {
                    row[x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
            bytes.put(row);
        }
        return bytes.array();
    }

    private byte[] icns() throws IOException {
        var pictures = new ByteArrayOutputStream();
        var out = new DataOutputStream(pictures);
        for (var entry : ICNS.entrySet()) {
            byte[] png = png(entry.getValue());
            out.writeBytes(entry.getKey());
            out.writeInt(8 + png.length);
            out.write(png);
        }
        var file = new ByteArrayOutputStream();
        var whole = new DataOutputStream(file);
        whole.writeBytes("icns");
        whole.writeInt(8 + pictures.size());
        pictures.writeTo(whole);
        return file.toByteArray();
    }
}
