package io.github.trackflux.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** What cannot be answered, as {@code application/problem+json}. */
final class Problems {
    private Problems() {}

    static ErrorResponseException notSynced() {
        ErrorResponseException problem = problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Not synced yet",
                "The list has not been read to its end yet; ask again in a second.");
        problem.getHeaders().set("Retry-After", "1");
        return problem;
    }

    static ErrorResponseException ended(Throwable end) {
        return problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The feed has ended",
                "It ended for good, and starts again with the service: " + end.getMessage());
    }

    static ErrorResponseException notOpen() {
        return problem(HttpStatus.NOT_FOUND, "No such open order", "It has been closed, or never was one of these.");
    }

    private static ErrorResponseException problem(HttpStatus status, String title, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setTitle(title);
        problem.setDetail(detail);
        return problem;
    }
}
