package rollscope.roll;

/** How the view keeps up with the playhead. A gesture suspends it for a while; it never fights the hand. */
public enum FollowMode {
    /** The view stays where it is. */
    OFF,
    /** When the playhead leaves the view, the view turns a page. */
    PAGE,
    /** The playhead stays at one place and the notes move. */
    CONTINUOUS
}
