package io.github.trackflux.page;

import io.github.trackflux.call.CallTiming;

/**
 * A page with the request that asked for it and the time that it took.
 *
 * @param request the very instance that asked
 */
public record PageAnswer(PageRequest request, Page page, CallTiming timing) {}
