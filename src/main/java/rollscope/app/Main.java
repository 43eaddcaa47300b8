package rollscope.app;

/** Starts Rollscope. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        var logger = System.getLogger("rollscope");
        logger.log(System.Logger.Level.INFO, "Rollscope {0}", String.join(" ", args));
    }
}
