using ContactCenter.Desk;

namespace ContactCenter.Testing;

/// <summary>Waiting at a desk, for tests in real time; in virtual time use <see cref="VirtualTime"/>.</summary>
public static class DeskTestingExtensions
{
    /// <summary>Waits until <paramref name="look"/> gives something, looking again at each change the desk hears of.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="look">Looks once; null when it has not happened.</param>
    /// <param name="what">The transition waited for, in words.</param>
    /// <param name="patience">How long to wait; 30 s by default.</param>
    /// <exception cref="TimeoutException">It did not happen in time; the message says what, and which change came last.</exception>
    public static async Task<T> UntilAsync<T>(this IDesk desk, Func<Task<T?>> look, string what, TimeSpan? patience = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(look);
        using var timeout = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(30), TimeProvider.System);
        var last = "none";
        try
        {
            // The first event stands for all there was before; nothing after it is missed.
            await foreach (var e in desk.WatchAsync(timeout.Token).ConfigureAwait(false))
            {
                if (await look().ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                last = $"{e.Entry} at {e.Position}";
            }
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            // Told below.
        }

        throw new TimeoutException($"It did not happen: {what}. The last change {desk.Principal} heard of: {last}.");
    }
}
