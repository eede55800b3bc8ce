namespace ContactCenter.Audit;

/// <summary>
/// A place away from the log that keeps its heads: a folder on another machine, a witness, another log. Whoever can rewrite the log must not be able to rewrite
/// it. Called by one loop per log, never at the same time for one log; may be slow, since no append waits for it.
/// </summary>
public interface IHeadPublisher
{
    /// <summary>What it is called in logs, metrics and readiness: <c>folder</c>, <c>http</c>. A key by <see cref="KeyRules"/>.</summary>
    string Name { get; }

    /// <summary>Keeps a head for ever, durably on return. The same head may come again.</summary>
    /// <param name="log">Whose head.</param>
    /// <param name="head">The head, with the proof that it continues one kept here before.</param>
    /// <param name="cancellationToken">Cancelled when it takes too long; it may still be kept.</param>
    /// <exception cref="IOException">It could not be kept now.</exception>
    /// <exception cref="HttpRequestException">The same, over HTTP.</exception>
    ValueTask PublishAsync(LogId log, PublishedHead head, CancellationToken cancellationToken);

    /// <summary>The newest head kept of a log; null where there is none, and where what is kept cannot be read back. Asked at the start and after each failure, since what failed may have been kept.</summary>
    /// <param name="log">Whose head.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <exception cref="IOException">The place cannot be looked at now.</exception>
    /// <exception cref="LogFormatException">What is there is no head.</exception>
    ValueTask<PublishedHead?> FindLastAsync(LogId log, CancellationToken cancellationToken);
}
