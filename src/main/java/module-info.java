import org.jspecify.annotations.NullMarked;

/** Rollscope: shows, plays and exports what stem services transcribe. */
@NullMarked
module rollscope {
    requires static org.jspecify;
    requires java.desktop;
    requires java.logging;
    requires jdk.httpserver;
    requires javafx.controls;
    requires org.controlsfx.controls;
    requires atlantafx.base;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.feather;
    requires okhttp3;
    requires tools.jackson.databind;
    requires info.picocli;
    requires jlayer;
    requires jflac.codec;
    requires jorbis;
    requires javasound.aac;

    exports rollscope.app to
            javafx.graphics;

    opens rollscope.cli to
            info.picocli;
}
