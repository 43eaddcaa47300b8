package rollscope.roll;

/** Pieces of the General MIDI drum kit, short enough to stand beside a row. */
final class KitNames {
    private static final int FIRST = 35;
    private static final String[] NAMES = {
        "Kick 2",
        "Kick",
        "Rim",
        "Snare",
        "Clap",
        "Snare 2",
        "Tom 1",
        "Hat",
        "Tom 2",
        "Hat ped",
        "Tom 3",
        "Hat open",
        "Tom 4",
        "Tom 5",
        "Crash",
        "Tom 6",
        "Ride",
        "China",
        "Ride bell",
        "Tamb",
        "Splash",
        "Cowbell",
        "Crash 2",
        "Vibraslap",
        "Ride 2",
        "Bongo hi",
        "Bongo lo",
        "Conga mute",
        "Conga hi",
        "Conga lo",
        "Timb hi",
        "Timb lo",
        "Agogo hi",
        "Agogo lo",
        "Cabasa",
        "Maracas",
        "Whistle",
        "Whistle 2",
        "Guiro",
        "Guiro 2",
        "Claves",
        "Block hi",
        "Block lo",
        "Cuica mute",
        "Cuica",
        "Triangle m",
        "Triangle"
    };

    private KitNames() {}

    /** The piece at a pitch, or the number of a pitch that names none. */
    static String of(int pitch) {
        int i = pitch - FIRST;
        return i >= 0 && i < NAMES.length ? NAMES[i] : Integer.toString(pitch);
    }
}
