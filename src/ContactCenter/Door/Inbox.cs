using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Door;

/// <summary>The one door. Makes what comes in durable under an id that follows from the provider's own, so that a repeat is recognised.</summary>
internal sealed class Inbox(TenantRegistry tenants, TimeProvider time, DoorMetrics metrics, ILogger<Inbox> logger) : IInbox
{
    /// <summary>How many things may be on their way through the door at once. Each waits for at most one sync of the disk; more means the disk cannot keep up.</summary>
    private const int MaxInFlight = 8_192;

    private static readonly TimeSpan RetrySoon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RetryLater = TimeSpan.FromSeconds(10);

    private int _inFlight;

    public async ValueTask<InboxResult> ReceiveAsync(InboundMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (TextRules.FindFault(message) is { } fault)
        {
            throw new ArgumentException(fault, nameof(message));
        }

        using var activity = Tracing.Start("door.receive", null);
        return await TakeAsync(message.Endpoint, "message", runtime => ReceiveAsync(runtime, message, null, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Takes in a call: like a message without a text, in a stream of its own.</summary>
    public async ValueTask<InboxResult> OfferAsync(InboundMessage message, InboundCallFacts call, CancellationToken cancellationToken)
    {
        using var activity = Tracing.Start("door.call", null);
        return await TakeAsync(message.Endpoint, "call", runtime => ReceiveAsync(runtime, message, call, cancellationToken)).ConfigureAwait(false);
    }

    public async ValueTask<InboxResult> ReportAsync(DeliveryReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var activity = Tracing.Start("door.report", null);
        return await TakeAsync(report.Endpoint, "report", runtime => ReportAsync(runtime, report, cancellationToken)).ConfigureAwait(false);
    }

    private async ValueTask<InboxResult> TakeAsync(Endpoint endpoint, string what, Func<TenantRuntime, ValueTask<InboxResult>> take)
    {
        var started = time.GetTimestamp();
        var result = await TryTakeAsync(endpoint, take).ConfigureAwait(false);
        metrics.Took(endpoint.Channel, what, result.Status, time.GetElapsedTime(started));
        return result;
    }

    private async ValueTask<InboxResult> TryTakeAsync(Endpoint endpoint, Func<TenantRuntime, ValueTask<InboxResult>> take)
    {
        if (tenants.Find(endpoint.Tenant) is not { } runtime)
        {
            return new InboxResult(InboxStatus.Refused, default, RetryLater);
        }

        try
        {
            if (Interlocked.Increment(ref _inFlight) > MaxInFlight && !runtime.IsEmergency(endpoint.Id))
            {
                runtime.CatchUp.Missed(endpoint.Id);
                return new InboxResult(InboxStatus.Refused, default, RetrySoon);
            }

            return await take(runtime).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException) // the tenant's storage failed, or closed under the message
        {
            DoorLog.Refused(logger, endpoint.Tenant, endpoint.Id, e.Message);
            runtime.CatchUp.Missed(endpoint.Id);
            return new InboxResult(InboxStatus.Refused, default, RetryLater);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    /// <summary>Whoever is erased while writing is a new customer, and the message is theirs: it is not lost with the old one.</summary>
    private async ValueTask<InboxResult> ReceiveAsync(TenantRuntime runtime, InboundMessage message, InboundCallFacts? call, CancellationToken cancellationToken)
    {
        while (true)
        {
            var customer = await runtime.Storage.Customers.IdentifyAsync(message.From, cancellationToken).ConfigureAwait(false);
            if (!runtime.CustomerGate.TryEnter(customer, out var opened))
            {
                await opened.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            try
            {
                return await ReceiveAsync(runtime, message, call, customer, cancellationToken).ConfigureAwait(false);
            }
            catch (SubjectErasedException)
            {
                // Between the two lines above.
            }
            finally
            {
                runtime.CustomerGate.Leave(customer);
            }
        }
    }

    private async ValueTask<InboxResult> ReceiveAsync(
        TenantRuntime runtime, InboundMessage message, InboundCallFacts? call, CustomerId customer, CancellationToken cancellationToken)
    {
        var endpoint = message.Endpoint;
        var id = new EntryId(DerivedId.From(endpoint.Tenant.Value, endpoint.Channel.Value, endpoint.Id.Value, call is null ? "message" : "call", message.ProviderId));
        var text = TextRules.Clean(message.Text, InboundMessage.MaxTextLength, out var isTextCut);
        var fields = TextRules.Clean(message.Fields, out var areFieldsCut);

        var sealedFields = ImmutableArray.CreateBuilder<SealedField>();
        await SealAsync(DoorKinds.From, message.From.Value).ConfigureAwait(false);
        await SealAsync(DoorKinds.Text, text).ConfigureAwait(false);
        if (message.Media.Length > 0)
        {
            await SealAsync(DoorKinds.Media, string.Join('\n', message.Media.Select(m => m.Url.AbsoluteUri))).ConfigureAwait(false);
        }

        if (fields.Length > 0)
        {
            await SealAsync(DoorKinds.Fields, FormEntries.Write(fields)).ConfigureAwait(false);
        }

        if (message.Consent is { } consent)
        {
            await SealAsync(DoorKinds.Consent, FormEntries.Write(consent)).ConfigureAwait(false);
        }

        if (message.Stored.Any(static m => m.FileName is not null))
        {
            await SealAsync(DoorKinds.Names, string.Join('\n', message.Stored.Select(static m => TextRules.FileName(m.FileName)))).ConfigureAwait(false);
        }

        if (message.Claims.Length > 0)
        {
            await SealAsync(DoorKinds.Claims, FormEntries.Write(message.Claims)).ConfigureAwait(false);
        }

        if (message.Reach is { } reach)
        {
            var confirmation = reach.Confirmation is { } asked ? TextRules.Clean(asked, ReachRequest.MaxConfirmationLength, out _) : null;
            await SealAsync(DoorKinds.Reach, FormEntries.Write(new ReachWhere(reach.Address, confirmation))).ConfigureAwait(false);
        }

        foreach (var (name, value) in call?.Personal ?? [])
        {
            await SealAsync(name, value).ConfigureAwait(false);
        }

        var kind = call is null ? DoorKinds.MessageReceived : CallKinds.Offered;
        var facts = new MessageReceived(
            endpoint.Channel,
            endpoint.Id,
            message.Thread,
            message.ProviderId,
            message.From.Kind,
            [.. message.Media.Select(m => TextRules.Clean(m.ContentType, 100, out _))],
            isTextCut || areFieldsCut,
            message.SentAt,
            message.Reach is { } wish ? new ReachWindow(wish.Channel, wish.From, wish.Until) : null,
            message.Stored.IsEmpty ? null : [.. message.Stored.Select(static m => new AttachedMedium { Blob = m.Blob, Type = m.ContentType, Size = m.SizeBytes })],
            message.ChosenFrom,
            message.Form == AnswerForm.Text ? null : message.Form,
            call?.Id,
            call is { Trunk.Length: > 0 } ? call.Trunk : null);
        return await AppendAsync(runtime, endpoint, call is null ? new MachineId("inbox", endpoint.Id.Value) : CallKinds.MachineOf(call.Id), new Entry
        {
            Id = id,
            Kind = kind,
            KindVersion = CoreKinds.All.VersionOf(kind),
            Time = time.GetUtcNow(),
            Actor = Principal.Channel(endpoint.Channel).ToString(),
            TraceParent = Entries.TraceParent,
            Links = new EntryLinks { Customer = customer, Session = SessionNaming.IdFor(endpoint, customer, message.Thread) },
            Body = JsonSerializer.SerializeToUtf8Bytes(facts, DoorJson.Default.MessageReceived),
            Sealed = sealedFields.ToImmutable(),
        }).ConfigureAwait(false);

        async ValueTask SealAsync(string name, string value) => sealedFields.Add(
            await runtime.Storage.PersonalData.SealAsync(id, customer.Subject, name, value, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<InboxResult> ReportAsync(TenantRuntime runtime, DeliveryReport report, CancellationToken cancellationToken)
    {
        var endpoint = report.Endpoint;
        var message = await runtime.Effects.FindAsync(report.Message, endpoint.Id, report.ProviderId, cancellationToken).ConfigureAwait(false);
        var facts = new DeliveryReported(
            endpoint.Channel, endpoint.Id, report.ProviderId, message?.Id ?? report.Message, report.State, report.ErrorCode);
        return await AppendAsync(runtime, endpoint, new MachineId("inbox", endpoint.Id.Value), new Entry
        {
            Id = new EntryId(DerivedId.From(
                endpoint.Tenant.Value, endpoint.Channel.Value, endpoint.Id.Value, "report", report.ProviderId, report.State.ToString(), report.ErrorCode ?? "")),
            Kind = DoorKinds.DeliveryReported,
            KindVersion = CoreKinds.All.VersionOf(DoorKinds.DeliveryReported),
            Time = time.GetUtcNow(),
            Actor = Principal.Channel(endpoint.Channel).ToString(),
            TraceParent = Entries.TraceParent,
            Links = new EntryLinks { Interaction = message?.Interaction, Session = message?.Session, Customer = message?.Customer },
            Body = JsonSerializer.SerializeToUtf8Bytes(facts, DoorJson.Default.DeliveryReported),
        }).ConfigureAwait(false);
    }

    private static async ValueTask<InboxResult> AppendAsync(TenantRuntime runtime, Endpoint endpoint, MachineId machine, Entry entry)
    {
        var log = runtime.Storage.Log;
        var result = await log.AppendAsync(
            new Append(machine, Append.AnyVersion, log.Epoch, [entry]) { IsUrgent = runtime.IsEmergency(endpoint.Id) }).ConfigureAwait(false);
        return result.Status switch
        {
            AppendStatus.Appended => new InboxResult(InboxStatus.Accepted, entry.Id, null),
            AppendStatus.Repeated => new InboxResult(InboxStatus.Repeated, entry.Id, null),
            _ => new InboxResult(InboxStatus.Refused, default, RetryLater), // another process has taken the log over
        };
    }
}

/// <summary>What a call has beside what every message has.</summary>
internal sealed record InboundCallFacts(CallId Id, string DisplayName, Address? DivertedFrom, string Trunk)
{
    /// <summary>What is sealed beside it, by name.</summary>
    public IEnumerable<(string Name, string Value)> Personal
    {
        get
        {
            if (DisplayName.Length > 0)
            {
                yield return (CallKinds.DisplayName, TextRules.Clean(DisplayName, 100, out _));
            }

            if (DivertedFrom is { } diverted)
            {
                yield return (CallKinds.DivertedFrom, diverted.Value);
            }
        }
    }
}
