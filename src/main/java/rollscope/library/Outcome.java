package rollscope.library;

/** What came of something asked of the library: a value, or a problem that is a value too. */
public sealed interface Outcome<T> {
    record Ok<T>(T value) implements Outcome<T> {}

    record Failed<T>(Problem problem) implements Outcome<T> {}
}
