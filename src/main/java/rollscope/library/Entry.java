package rollscope.library;

import java.time.Instant;

/**
 * Something the user owns: a job and what came of it.
 *
 * @param id      name of its folder; letters, digits and dashes
 * @param title   for the user
 * @param request what was asked
 * @param created when it was asked
 * @param state   where it stands
 */
public record Entry(String id, String title, JobRequest request, Instant created, JobState state) {}
