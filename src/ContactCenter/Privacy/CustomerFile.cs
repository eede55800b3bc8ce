using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;
using ContactCenter.Tenants;

namespace ContactCenter.Privacy;

/// <summary>One customer of one tenant: looks, decides, writes. The tenant that runs at this moment is given.</summary>
internal sealed class CustomerFile(TenantRuntime runtime, CustomerId customer, TimeProvider time)
{
    private static readonly TimeSpan FoldingLimit = TimeSpan.FromSeconds(10);

    private readonly ITenantStorage _storage = runtime.Storage;

    /// <summary>What there is of the customer; null when the tenant knows nothing of such a one.</summary>
    public async ValueTask<CustomerRecord?> ReadAsync(CancellationToken cancellationToken)
    {
        var trail = await CustomerTrail.ReadAsync(_storage.Log, customer, cancellationToken).ConfigureAwait(false);
        var addresses = await _storage.Customers.FindAddressesAsync(customer, cancellationToken).ConfigureAwait(false);
        if (!IsKnown(trail, addresses))
        {
            return null;
        }

        var since = trail.Acts is [var act, ..] ? act.Time : KnownSince();
        var isDamaged = addresses is null || (trail.HasStandIn && await _storage.PersonalData.HasStandInAsync(customer, cancellationToken).ConfigureAwait(false));
        return new CustomerRecord(
            customer,
            addresses ?? [],
            trail.Interactions.Count,
            await CountOpenAsync(trail, cancellationToken).ConfigureAwait(false),
            trail.FirstAt ?? since,
            trail.LastAt ?? since,
            trail.Hold,
            trail.Erased,
            trail.Acts) { IsKeyDamaged = isDamaged };
    }

    /// <summary>Decides with nobody else at this customer, makes it durable, and does what follows. Not cancellable.</summary>
    public Task<DeskResult> DoAsync(PrivacyCommand command, Principal by, Guid key) => runtime.CustomerGate.AloneAsync(customer, async () =>
    {
        await FoldedAsync().ConfigureAwait(false);
        var trail = await CustomerTrail.ReadAsync(_storage.Log, customer, CancellationToken.None).ConfigureAwait(false);
        if (command is PrivacyCommand.Erase && trail.Erased is not null)
        {
            await runtime.Erasures.EraseAsync(customer, trail, CancellationToken.None).ConfigureAwait(false); // finishes what was broken off
        }

        var id = UsedKeys.IdFor(by, customer, key);
        if (trail.FindWritten(id) is { } written)
        {
            return PrivacyRules.IsSame(command, written) ? new DeskResult(DeskStatus.Repeated) : PrivacyRules.KeyUsed(written);
        }

        var isKnown = IsKnown(trail, await _storage.Customers.FindAddressesAsync(customer, CancellationToken.None).ConfigureAwait(false));
        if (PrivacyRules.FindRefusal(command, isKnown, trail, await CountOpenAsync(trail, CancellationToken.None).ConfigureAwait(false)) is { } refusal)
        {
            return refusal;
        }

        if (by.Kind != PrincipalKind.System && await UsedKeys.FindAsync(_storage.Log, by, key, time.GetUtcNow()).ConfigureAwait(false) is { } other)
        {
            return PrivacyRules.KeyUsed(other);
        }

        await AppendAsync(PrivacyRules.KindOf(command), command.Reason, by, id, trail.Version).ConfigureAwait(false);
        if (command is PrivacyCommand.Erase)
        {
            await runtime.Erasures.EraseAsync(customer, trail, CancellationToken.None).ConfigureAwait(false);
        }

        return DeskResult.Done;
    });

    /// <summary>Says in the log that a copy is handed out, and what is to be in it; or why it is not.</summary>
    public Task<(DeskResult Result, CustomerTrail Trail)> HandOutAsync(string reason, Principal by) => runtime.CustomerGate.AloneAsync(customer, async () =>
    {
        var trail = await CustomerTrail.ReadAsync(_storage.Log, customer, CancellationToken.None).ConfigureAwait(false);
        if (!IsKnown(trail, await _storage.Customers.FindAddressesAsync(customer, CancellationToken.None).ConfigureAwait(false)))
        {
            return (new DeskResult(DeskStatus.NotFound, "CC1251", "There is no such customer."), trail);
        }

        await AppendAsync(PrivacyKinds.Exported, reason, by, new EntryId(Guid.CreateVersion7(time.GetUtcNow())), trail.Version).ConfigureAwait(false);
        return (DeskResult.Done, await CustomerTrail.ReadAsync(_storage.Log, customer, CancellationToken.None).ConfigureAwait(false));
    });

    /// <summary>By the log; or by an address alone, of somebody who never came to be in it: a call nobody could make, a file whose message never came.</summary>
    private static bool IsKnown(CustomerTrail trail, IReadOnlyList<Address>? addresses) => trail.FirstAt is not null || trail.Version > 0 || addresses is not { Count: 0 };

    /// <summary>When the address came: ids of customers are made by the clock.</summary>
    private DateTimeOffset KnownSince() => customer.Value.Version == 7
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(customer.Value.ToByteArray(bigEndian: true)) >> 16))
        : time.GetUtcNow();

    /// <summary>How much of the customer's is not over: conversations, messages either way, files being fetched, calls being recorded.</summary>
    private async ValueTask<int> CountOpenAsync(CustomerTrail trail, CancellationToken cancellationToken)
    {
        var views = runtime.Views;
        var open = trail.Waiting
            + views.Messages.Open.Count(m => m.Customer == customer)
            + views.Recordings.UnderWay.Count(r => r.Customer == customer)
            + views.Media.Open.Count(m => m.Interaction is { } interaction && trail.Interactions.Contains(interaction));
        foreach (var interaction in trail.Interactions)
        {
            if (await views.Interactions.FindAsync(_storage.Views, interaction, cancellationToken).ConfigureAwait(false) is { IsClosed: false })
            {
                open++;
            }
        }

        return open;
    }

    /// <summary>What is durable has to be in the views before they can say that nothing is open.</summary>
    private async Task FoldedAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(runtime.Stopping);
        try
        {
            await runtime.Views.FoldedAsync(_storage.Log.Head, limit.Token).WaitAsync(FoldingLimit, time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            throw new LogUnavailableException($"The views of tenant {runtime.Tenant} are not up to date; try again.", e) { Code = "CC1202" };
        }
        finally
        {
            await limit.CancelAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask AppendAsync(string kind, string reason, Principal by, EntryId id, long version)
    {
        var log = _storage.Log;
        var entry = new Entry
        {
            Id = id,
            Kind = kind,
            KindVersion = CoreKinds.All.VersionOf(kind),
            Time = time.GetUtcNow(),
            Actor = by.ToString(),
            TraceParent = Entries.TraceParent,
            Links = new EntryLinks { Customer = customer },
            Body = JsonSerializer.SerializeToUtf8Bytes(new PrivacyReason(reason), PrivacyJson.Default.PrivacyReason),
        };
        var result = await log.AppendAsync(new Append(PrivacyKinds.StreamOf(customer), version, log.Epoch, ImmutableArray.Create(entry))).ConfigureAwait(false);
        if (result.Status != AppendStatus.Appended)
        {
            throw new LogUnavailableException($"Another process has taken over the log of tenant {runtime.Tenant} ({result.Status}).") { Code = "CC1002" };
        }
    }
}
