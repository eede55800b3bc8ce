using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Door;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Sessions;

/// <summary>What customers see of their own conversations.</summary>
internal sealed class CustomerSessions(TenantRegistry registry, TimeProvider time) : ISessions
{
    private const int MostMessages = 500;

    /// <summary>How often somebody who waits hears how long still.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan ReopenPause = TimeSpan.FromSeconds(1);

    public async ValueTask<IReadOnlyList<SessionMessage>> MessagesAsync(SessionAddress session, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostMessages);
        var runtime = registry.FindReadable(session.Endpoint.Tenant) ?? throw new LogUnavailableException(
            $"Tenant {session.Endpoint.Tenant} is not running at this moment; it is being started again.") { Code = "CC1202" };
        if (await SessionIdAsync(runtime, session, cancellationToken).ConfigureAwait(false) is not { } id)
        {
            return [];
        }

        var found = new List<SessionMessage>();
        var query = new LogQuery { Session = id, Descending = true, Limit = limit * 10 }; // a message has up to some ten entries: attempt, result, reports
        await foreach (var committed in runtime.Storage.Log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (await ReadAsync(runtime, committed.Entry, cancellationToken).ConfigureAwait(false) is { } message)
            {
                found.Add(message);
                if (found.Count == limit)
                {
                    break;
                }
            }
        }

        found.Reverse();
        return found;
    }

    public async IAsyncEnumerable<SessionStatus> WatchAsync(SessionAddress session, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        SessionStatus? told = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var wait = ReopenPause;
            IDisposable? watching = null;
            if (registry.Find(session.Endpoint.Tenant) is { } runtime)
            {
                var id = await SessionIdAsync(runtime, session, cancellationToken).ConfigureAwait(false);
                watching = id is { } known ? runtime.Sessions.Watch(known, changes.Writer) : null;
                var status = id is null ? new SessionStatus(SessionPhase.Idle, null, null, "") : await runtime.Sessions.StatusAsync(id.Value, cancellationToken).ConfigureAwait(false);
                if (status is not null && status != told)
                {
                    yield return told = status;
                }

                wait = id is null ? ReopenPause : LookAgain;
            }

            using (watching)
            using (var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                var changed = changes.Reader.WaitToReadAsync(pause.Token).AsTask();
                await Task.WhenAny(changed, Task.Delay(wait, time, pause.Token)).ConfigureAwait(false);
                await pause.CancelAsync().ConfigureAwait(false);
                changes.Reader.TryRead(out _);
            }
        }
    }

    public async ValueTask TypingAsync(SessionAddress session, bool isTyping, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (registry.Find(session.Endpoint.Tenant) is { } runtime
            && await SessionIdAsync(runtime, session, cancellationToken).ConfigureAwait(false) is { } id
            && runtime.Views.Interactions.OfSession(id) is { } interaction)
        {
            runtime.Hub.Publish(new DeskEvent(isTyping ? DeskEventKind.CustomerTyping : DeskEventKind.CustomerPaused, runtime.Views.Next.Value, time.GetUtcNow())
            {
                Interaction = interaction,
            });
        }
    }

    private static async ValueTask<SessionId?> SessionIdAsync(TenantRuntime runtime, SessionAddress session, CancellationToken cancellationToken) =>
        await runtime.Storage.Customers.FindAsync(session.Customer, cancellationToken).ConfigureAwait(false) is { } customer
            ? SessionNaming.IdFor(session.Endpoint, customer, session.Thread)
            : null;

    private static async ValueTask<SessionMessage?> ReadAsync(TenantRuntime runtime, Entry entry, CancellationToken cancellationToken)
    {
        switch (entry.Kind)
        {
            case DoorKinds.MessageReceived:
                var facts = entry.Read(DoorJson.Default.MessageReceived);
                return new SessionMessage(facts.ProviderId, IsFromCustomer: true, "", await TextAsync().ConfigureAwait(false), entry.Time);
            case "message.intended":
                var e = (InteractionEvent.MessageIntended)InteractionCodec.Read(entry);
                return new SessionMessage(
                    e.Message.ToString(), IsFromCustomer: false, runtime.NameOf(e.Author), e.Answer ?? await TextAsync().ConfigureAwait(false), entry.Time);
            default:
                return null;
        }

        async ValueTask<string> TextAsync() =>
            await runtime.Storage.PersonalData.RevealAsync(entry, DoorKinds.Text, cancellationToken).ConfigureAwait(false) ?? "";
    }
}
