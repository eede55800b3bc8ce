using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Endpoints;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Door;

/// <summary>The door for events of the world. Makes them durable under an id that follows from their name and key, so that a repeat is recognised.</summary>
internal sealed class ScriptEvents(TenantServices services, TenantRegistry tenants, TimeProvider time, ILogger<ScriptEvents> logger) : IScriptEvents
{
    /// <summary>How many events may be on their way in at once. Each waits for at most one sync of the disk.</summary>
    private const int MaxInFlight = 1_024;

    private int _inFlight;

    public async ValueTask<DeskResult> RaiseAsync(Principal by, TenantId tenant, WorldEvent what, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(what);
        if (what.Event is null || what.Key is null || what.Fields is null || what.Ties is null)
        {
            throw new ArgumentException("An event has a name, a key, fields and ties; none of them may be null.", nameof(what));
        }

        if (!services.Tenants.Contains(tenant) || (by.Kind != PrincipalKind.System && !by.Tenants.Contains(tenant)))
        {
            throw new DeskAccessException();
        }

        if (by.Kind != PrincipalKind.System && !by.Roles.Contains(Role.Integration))
        {
            return new DeskResult(DeskStatus.Forbidden, "CC1201", "Your role does not allow this.");
        }

        if (EventRules.FindFault(what) is { } fault)
        {
            return fault;
        }

        using var activity = Tracing.Start("door.event", null);
        try
        {
            return Interlocked.Increment(ref _inFlight) > MaxInFlight ? Unavailable("Too many events come at once; repeat it under the same key in a moment.")
                : tenants.Find(tenant) is { } runtime ? await TakeAsync(runtime, by, what, cancellationToken).ConfigureAwait(false)
                : Unavailable("The tenant is being started; repeat it under the same key in a moment.");
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            DoorLog.EventRefused(logger, tenant, e.Message);
            return Unavailable("The log cannot be written to now; repeat it under the same key in a moment.");
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private async ValueTask<DeskResult> TakeAsync(TenantRuntime runtime, Principal by, WorldEvent e, CancellationToken cancellationToken)
    {
        if (await FindMisfitAsync(runtime, e).ConfigureAwait(false) is { } misfit)
        {
            return misfit;
        }

        while (true)
        {
            var (customer, fault) = await CustomerAsync(runtime, e, cancellationToken).ConfigureAwait(false);
            if (fault is not null)
            {
                return fault;
            }

            if (customer is not { } known)
            {
                return await AppendAsync(runtime, by, e, null, EventKinds.SubjectOf(runtime.Tenant), cancellationToken).ConfigureAwait(false);
            }

            if (!runtime.CustomerGate.TryEnter(known, out var opened))
            {
                await opened.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            try
            {
                return await AppendAsync(runtime, by, e, known, known.Subject, cancellationToken).ConfigureAwait(false);
            }
            catch (SubjectErasedException)
            {
                // Erased between the two lines above: whoever is named by an address is a new customer, any other is none.
            }
            finally
            {
                runtime.CustomerGate.Leave(known);
            }
        }
    }

    /// <summary>By what scripts declare now; where none declares it any more, by one that began on an older text and is still on.</summary>
    private static async ValueTask<DeskResult?> FindMisfitAsync(TenantRuntime runtime, WorldEvent e)
    {
        var scripts = runtime.Configuration.Current.Scripts;
        if (scripts.TypesOfEvent(e.Event) is { Count: > 0 } declared)
        {
            return EventRules.FindMisfit(e, declared);
        }

        foreach (var hash in runtime.Views.Scripts.LivePrograms)
        {
            var program = (await runtime.Programs.FindAsync(hash).ConfigureAwait(false)).Program;
            if (program.Events.Contains(e.Event) && program.TryReadEvent(e.Event, e.Fields, out _))
            {
                return null;
            }
        }

        return EventRules.Unknown(e, scripts.Events);
    }

    private static async ValueTask<(CustomerId? Customer, DeskResult? Fault)> CustomerAsync(TenantRuntime runtime, WorldEvent e, CancellationToken cancellationToken)
    {
        var directory = runtime.Storage.Customers;
        if (e.Address is { } given)
        {
            return Canonical(runtime, given) is { } address
                ? (await directory.IdentifyAsync(address, cancellationToken).ConfigureAwait(false), null)
                : (null, new DeskResult(DeskStatus.Invalid, "CC1286", $"This is no address of the kind '{EventRules.Name(given.Kind.Value)}'; write a telephone number with its country, such as +393331234567, or a whole mail address."));
        }

        var customer = e.Customer;
        if (e.Interaction is { } interaction)
        {
            customer = (await runtime.Views.Interactions.FindAsync(runtime.Storage.Views, interaction, cancellationToken).ConfigureAwait(false))?.Customer;
            if (customer is null)
            {
                return (null, new DeskResult(DeskStatus.NotFound, "CC1285", $"There is no interaction {interaction}."));
            }
        }

        // One whose address cannot be read is known all the same.
        return customer is not { } known || await directory.FindAddressesAsync(known, cancellationToken).ConfigureAwait(false) is not { Count: 0 }
            ? (customer, null)
            : (null, new DeskResult(DeskStatus.NotFound, "CC1284", $"There is no customer {known}, or the customer has been erased."));
    }

    /// <summary>As the door sees it when its owner writes.</summary>
    private static Address? Canonical(TenantRuntime runtime, Address given)
    {
        var ours = runtime.Endpoints.All.OrderBy(static one => one.Id.Value, StringComparer.Ordinal).FirstOrDefault(one => one.Address.Kind == given.Kind)
            ?? runtime.Endpoints.All.FirstOrDefault();
        return ours is null ? null : AddressRules.Canonical(given, ours);
    }

    private async ValueTask<DeskResult> AppendAsync(TenantRuntime runtime, Principal by, WorldEvent e, CustomerId? customer, SubjectId subject, CancellationToken cancellationToken)
    {
        var id = new EntryId(DerivedId.From(runtime.Tenant.Value, "event", e.Event, e.Key));
        var content = new EventContent(Clean(e.Fields), Clean(e.Ties), e.Address is { } given ? Canonical(runtime, given) : null);
        var log = runtime.Storage.Log;
        var entry = new Entry
        {
            Id = id,
            Kind = EventKinds.Received,
            KindVersion = CoreKinds.All.VersionOf(EventKinds.Received),
            Time = time.GetUtcNow(),
            Actor = by.ToString(),
            TraceParent = Entries.TraceParent,
            Links = new EntryLinks { Customer = customer, Interaction = e.Interaction },
            Body = JsonSerializer.SerializeToUtf8Bytes(new EventReceived(e.Event, e.Key, e.Fields.Count, e.Ties.Count), EventJson.Default.EventReceived),
            Sealed = [await runtime.Storage.PersonalData.SealAsync(id, subject, EventKinds.Content, content.Write(), cancellationToken).ConfigureAwait(false)],
        };
        var result = await log.AppendAsync(new Append(EventKinds.Stream, Append.AnyVersion, log.Epoch, [entry])).ConfigureAwait(false);
        return result.Status switch
        {
            AppendStatus.Appended => DeskResult.Done,
            AppendStatus.Repeated => new DeskResult(DeskStatus.Repeated),
            _ => Unavailable("Another process has taken over the tenant's log; repeat it under the same key in a moment."),
        };
    }

    private static ImmutableDictionary<string, string> Clean(ImmutableDictionary<string, string> texts) =>
        texts.ToImmutableDictionary(static one => one.Key, static one => TextRules.Clean(one.Value, WorldEvent.MaxValueLength, out _));

    private static DeskResult Unavailable(string message) => new(DeskStatus.Unavailable, "CC1202", message);
}
