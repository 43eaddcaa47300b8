package rollscope.playback;

import java.util.Objects;

/**
 * A device that sound can go to.
 *
 * @param name what the system calls it; remember this to choose the same one next time. It may be gone by then
 */
public record OutputDevice(String name) {
    public OutputDevice {
        Objects.requireNonNull(name);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a device without a name");
        }
    }
}
