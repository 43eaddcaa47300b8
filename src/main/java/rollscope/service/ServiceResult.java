package rollscope.service;

/** What came of a call: a value, or a failure that is a value too. */
public sealed interface ServiceResult<T> {
    record Ok<T>(T value) implements ServiceResult<T> {}

    record Failed<T>(ServiceFailure failure) implements ServiceResult<T> {}
}
