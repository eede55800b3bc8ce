using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Door;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Tenants;
using ContactCenter.Web;

namespace ContactCenter.Sessions;

/// <summary>What customers see of their own conversations.</summary>
internal sealed class CustomerSessions(TenantRegistry registry, TimeProvider time) : ISessions
{
    private const int MostMessages = 500;

    /// <summary>How often somebody who waits hears how long still.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan ReopenPause = TimeSpan.FromSeconds(1);

    /// <summary>How long a customer may fetch what was sent along, after having read of it.</summary>
    private static readonly TimeSpan MediaWorth = TimeSpan.FromHours(24);

    public async ValueTask<IReadOnlyList<SessionMessage>> MessagesAsync(SessionAddress session, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MostMessages);
        var runtime = registry.FindReadable(session.Endpoint.Tenant) ?? throw new LogUnavailableException(
            $"Tenant {session.Endpoint.Tenant} is not running at this moment; it is being started again.") { Code = "CC1202" };
        if (await SessionIdAsync(runtime, session, cancellationToken).ConfigureAwait(false) is not var (id, _))
        {
            return [];
        }

        var found = new List<SessionMessage>();
        var query = new LogQuery { Session = id, Descending = true, Limit = limit * 10 }; // a message has up to some ten entries: attempt, result, reports
        await foreach (var committed in runtime.Storage.Log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (await ReadAsync(runtime, session.Endpoint, committed.Entry, cancellationToken).ConfigureAwait(false) is { } message)
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
                watching = id is var (known, _) ? runtime.Sessions.Watch(known, changes.Writer) : null;
                var status = id is var (asked, customer) ? await runtime.Sessions.StatusAsync(asked, customer, cancellationToken).ConfigureAwait(false) : new SessionStatus(SessionPhase.Idle, null, null, "");
                if (status is not null && (status = WithHours(status, runtime, session.Endpoint)) != told)
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
            && await SessionIdAsync(runtime, session, cancellationToken).ConfigureAwait(false) is var (id, customer)
            && await InteractionAsync(runtime, id, customer, cancellationToken).ConfigureAwait(false) is { } interaction)
        {
            runtime.Hub.Publish(new DeskEvent(isTyping ? DeskEventKind.CustomerTyping : DeskEventKind.CustomerPaused, runtime.Views.Next.Value, time.GetUtcNow())
            {
                Interaction = interaction,
            });
        }
    }

    public async ValueTask PresenceAsync(SessionAddress session, bool isHere, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (registry.Find(session.Endpoint.Tenant) is { } runtime
            && await FindAsync(runtime).ConfigureAwait(false) is { } interaction)
        {
            runtime.Hub.Publish(new DeskEvent(isHere ? DeskEventKind.CustomerCame : DeskEventKind.CustomerLeft, runtime.Views.Next.Value, time.GetUtcNow())
            {
                Interaction = interaction,
            });
        }

        async ValueTask<InteractionId?> FindAsync(TenantRuntime runtime)
        {
            try
            {
                return await SessionIdAsync(runtime, session, cancellationToken).ConfigureAwait(false) is var (id, customer)
                    ? await InteractionAsync(runtime, id, customer, cancellationToken).ConfigureAwait(false)
                    : null;
            }
            catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
            {
                return null; // the tenant is stopping; desks look again anyway
            }
        }
    }

    public async ValueTask<bool> EndAsync(SessionAddress session, Guid key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var runtime = registry.Find(session.Endpoint.Tenant) ?? throw new LogUnavailableException(
            $"Tenant {session.Endpoint.Tenant} is not running at this moment; it is being started again.") { Code = "CC1202" };
        if (await SessionIdAsync(runtime, session, cancellationToken).ConfigureAwait(false) is not var (id, customer)
            || await InteractionAsync(runtime, id, customer, cancellationToken).ConfigureAwait(false) is not { } interaction)
        {
            return true; // nothing is open
        }

        var input = new InteractionInput(
            DerivedId.From("customer", id.Value.ToString("N"), key.ToString("N")), null, Principal.Channel(session.Endpoint.Channel), new InteractionCommand.LeaveConversation(id));
        var result = await runtime.Interactions.PostAsync(interaction, input).WaitAsync(cancellationToken).ConfigureAwait(false);
        return result.Status is DeskStatus.Done or DeskStatus.Repeated;
    }

    /// <summary>What a customer who has nothing open is told before writing: that nobody is there at this hour.</summary>
    private SessionStatus WithHours(SessionStatus status, TenantRuntime runtime, Endpoint endpoint)
    {
        var policy = runtime.Endpoints.Policy(endpoint.Id, time.GetUtcNow());
        return policy.IsOpen ? status : status with { IsClosed = true, ClosedAnswer = policy.ClosedAnswer };
    }

    private static async ValueTask<(SessionId Session, CustomerId Customer)?> SessionIdAsync(TenantRuntime runtime, SessionAddress session, CancellationToken cancellationToken) =>
        await runtime.Storage.Customers.FindAsync(session.Customer, cancellationToken).ConfigureAwait(false) is { } customer
            ? (SessionNaming.IdFor(session.Endpoint, customer, session.Thread), customer)
            : null;

    private static ValueTask<InteractionId?> InteractionAsync(TenantRuntime runtime, SessionId session, CustomerId customer, CancellationToken cancellationToken) =>
        runtime.Views.Interactions.OfSessionAsync(runtime.Storage.Views, session, customer, cancellationToken);

    private static async ValueTask<SessionMessage?> ReadAsync(TenantRuntime runtime, Endpoint endpoint, Entry entry, CancellationToken cancellationToken)
    {
        switch (entry.Kind)
        {
            case DoorKinds.MessageReceived:
                var facts = entry.Read(DoorJson.Default.MessageReceived);
                return new SessionMessage(facts.ProviderId, IsFromCustomer: true, "", await TextAsync().ConfigureAwait(false), entry.Time)
                {
                    Media = await MediaAsync(facts.Stored ?? []).ConfigureAwait(false),
                };
            case "message.intended":
                var e = (InteractionEvent.MessageIntended)InteractionCodec.Read(entry);
                var offered = await runtime.Storage.PersonalData.ChoicesOfAsync(entry, cancellationToken).ConfigureAwait(false);
                var (text, choices) = OfferedChoices.On(runtime.Endpoints.ChannelOf(endpoint), e.Answer ?? await TextAsync().ConfigureAwait(false), offered);
                return new SessionMessage(e.Message.ToString(), IsFromCustomer: false, runtime.NameOf(e.Author), text, entry.Time)
                {
                    Media = await MediaAsync(e.Attachments ?? []).ConfigureAwait(false),
                    Choices = choices,
                };
            default:
                return null;
        }

        async ValueTask<string> TextAsync() =>
            await runtime.Storage.PersonalData.RevealAsync(entry, DoorKinds.Text, cancellationToken).ConfigureAwait(false) ?? "";

        async ValueTask<IReadOnlyList<SessionMedium>> MediaAsync(ImmutableArray<AttachedMedium> media)
        {
            if (media.IsEmpty)
            {
                return [];
            }

            var names = await runtime.Storage.PersonalData.NamesOfAsync(entry, media.Length, cancellationToken).ConfigureAwait(false);
            var subject = entry.Links.Customer.GetValueOrDefault().Subject;
            return [.. media.Select((m, i) => new SessionMedium(
                m.Type, m.Size, names[i], runtime.PublicUrlOf(new PublicMedium(runtime.Tenant, subject, m.Blob, m.Type, m.Size), MediaWorth)))];
        }
    }
}
