using System.Runtime.CompilerServices;
using System.Text.Json;
using ContactCenter.Desk;
using ContactCenter.Journal;
using Microsoft.AspNetCore.SignalR;

namespace ContactCenter.AspNetCore;

/// <summary>The desk over SignalR: what happens, as it happens, and commands.</summary>
internal sealed class DeskHub(DeskDoor door, TimeProvider time) : Hub
{
    /// <summary>
    /// What happens in <paramref name="tenant"/> from now on. The first event is always <see cref="DeskEventKind.Resync"/>: nothing that
    /// happens after it is missed, so ask for everything then. While an agent watches, the agent counts as connected and can be offered
    /// work; a desktop that watches no more would not see an offer.
    /// </summary>
    [HubMethodName("Watch")]
    public async IAsyncEnumerable<DeskEvent> WatchAsync(string tenant, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var desk = door.Find(Context.User, tenant) ?? throw Problem(DeskProblems.NoTenant, "There is no such tenant, or you do not work in it.");
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Context.ConnectionAborted);
        var events = desk.WatchAsync(gone.Token).GetAsyncEnumerator(gone.Token);
        await using var _ = events.ConfigureAwait(false);
        var next = events.MoveNextAsync().AsTask(); // listens from here on
        IAsyncDisposable? connection = null;
        try
        {
            connection = await ConnectAsync(desk, gone.Token).ConfigureAwait(false);
            yield return new DeskEvent(DeskEventKind.Resync, 0, time.GetUtcNow());
            while (await TryAsync(next).ConfigureAwait(false))
            {
                yield return events.Current;
                next = events.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            await gone.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // the reader must rest before it is disposed
        }
    }

    /// <summary>Does what <paramref name="command"/> says, durably, or says why not.</summary>
    /// <param name="tenant">Where.</param>
    /// <param name="command">What: a <see cref="DeskCommand"/>, read by the rules of <see cref="DeskJson"/> whatever the hub's own are.</param>
    /// <param name="key">The caller's key: repeating the command under it does nothing twice.</param>
    [HubMethodName("Do")]
    public async Task<DeskResult> DoAsync(string tenant, JsonElement command, Guid key)
    {
        if (door.Find(Context.User, tenant) is not { } desk)
        {
            return new DeskResult(DeskStatus.NotFound, DeskProblems.NoTenant, "There is no such tenant, or you do not work in it.");
        }

        if (key == Guid.Empty)
        {
            return new DeskResult(DeskStatus.Invalid, DeskProblems.NoKey, "Send a new UUID as the command's key.");
        }

        try
        {
            return command.Deserialize(DeskJson.Default.DeskCommand) is { } read
                ? await desk.DoAsync(read, key, Context.ConnectionAborted).ConfigureAwait(false)
                : new DeskResult(DeskStatus.Invalid, DeskProblems.Unreadable, "The command is null.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return new DeskResult(DeskStatus.Invalid, DeskProblems.Unreadable, e.Message);
        }
        catch (DeskAccessException e)
        {
            return new DeskResult(DeskStatus.Forbidden, e.Code, e.Message);
        }
        catch (LogUnavailableException e)
        {
            return new DeskResult(DeskStatus.Unavailable, e.Code, "The center cannot write its log now; try again with the same key.");
        }
    }

    /// <summary>Tells the customer of a session that the caller, who has the conversation, is writing, or no longer is. Not kept; repeat it every few seconds.</summary>
    [HubMethodName("Typing")]
    public async Task TypingAsync(string tenant, Guid interaction, Guid session, bool isTyping)
    {
        var desk = door.Find(Context.User, tenant) ?? throw Problem(DeskProblems.NoTenant, "There is no such tenant, or you do not work in it.");
        try
        {
            await desk.TypingAsync(new InteractionId(interaction), new SessionId(session), isTyping, Context.ConnectionAborted).ConfigureAwait(false);
        }
        catch (DeskAccessException e)
        {
            throw Problem(e.Code, e.Message);
        }
    }

    private static async Task<IAsyncDisposable?> ConnectAsync(IDesk desk, CancellationToken cancellationToken)
    {
        try
        {
            return desk.Principal.Roles.Contains(Role.Agent) ? await desk.ConnectAsync(cancellationToken).ConfigureAwait(false) : null;
        }
        catch (DeskAccessException e)
        {
            throw Problem(e.Code, e.Message);
        }
        catch (LogUnavailableException e)
        {
            throw Problem(e.Code, "The center cannot write its log now; try again soon.");
        }
    }

    private static async Task<bool> TryAsync(Task<bool> next)
    {
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (DeskAccessException e)
        {
            throw Problem(e.Code, e.Message);
        }
    }

    // Only the message of a HubException reaches the client.
    private static HubException Problem(string code, string message) => new($"{code}: {message}");
}
