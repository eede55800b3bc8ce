using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Campaigns;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Lists;

/// <summary>
/// The numbers no campaign of a tenant calls. A number is kept as customers' addresses are: encrypted, under a key of its own, and found by its keyed hash. That key is not the customer's:
/// who wants to be forgotten does not want to be called again by that.
/// </summary>
/// <param name="runtime">The tenant, as it runs at this moment.</param>
/// <param name="by">Who acts.</param>
/// <param name="time">The time.</param>
internal sealed class DoNotCallList(TenantRuntime runtime, Principal by, TimeProvider time)
{
    private const int MaxNoteLength = 200;

    /// <summary>The number's place on the list; null when it may be called.</summary>
    public async ValueTask<BarredRow?> FindAsync(Address number, CancellationToken cancellationToken) =>
        await runtime.Storage.Customers.FindAsync(CampaignKinds.AddressOf(number.Value), cancellationToken).ConfigureAwait(false) is { } id ? runtime.Views.Campaigns.FindBarred(id) : null;

    /// <summary>Puts a number on the list. What is on it already stays as it is.</summary>
    /// <param name="number">The number in E.164.</param>
    /// <param name="note">What is noted; null for nothing.</param>
    /// <param name="interaction">The conversation in which the customer said so.</param>
    /// <param name="key">The caller's key.</param>
    public async Task<DeskResult> AddAsync(Address number, string? note, InteractionId? interaction, Guid key)
    {
        if (note is { Length: > MaxNoteLength })
        {
            return new DeskResult(DeskStatus.Invalid, "CC1298", $"The note has {note.Length} characters; write at most {MaxNoteLength}.");
        }

        if (await FindAsync(number, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            return new DeskResult(DeskStatus.Repeated);
        }

        if (runtime.Views.Campaigns.BarredCount >= ICampaignDesk.MaxBarred)
        {
            return new DeskResult(DeskStatus.Refused, "CC1298", $"The list has {ICampaignDesk.MaxBarred} numbers, and no more can be on it; take off what is out of use.");
        }

        var id = await runtime.Storage.Customers.IdentifyAsync(CampaignKinds.AddressOf(number.Value)).ConfigureAwait(false);
        var entry = IdFor(key, id);
        var sealedFields = ImmutableArray.CreateBuilder<SealedField>();
        sealedFields.Add(await runtime.Storage.PersonalData.SealAsync(entry, id.Subject, CampaignKinds.Number, number.Value).ConfigureAwait(false));
        if (TextRules.Clean(note?.Trim() ?? "", MaxNoteLength, out _) is { Length: > 0 } words)
        {
            sealedFields.Add(await runtime.Storage.PersonalData.SealAsync(entry, id.Subject, CampaignKinds.Note, words).ConfigureAwait(false));
        }

        // Whose number it is, where that is known: those contacts leave the lists.
        var links = new EntryLinks { Customer = await runtime.Storage.Customers.FindAsync(number).ConfigureAwait(false), Interaction = interaction };
        return await AppendAsync(CampaignKinds.Barred, entry, id, links, sealedFields.ToImmutable()).ConfigureAwait(false);
    }

    /// <summary>Takes a number off the list.</summary>
    public async Task<DeskResult> RemoveAsync(CustomerId number, Guid key) => runtime.Views.Campaigns.FindBarred(number) is null
        ? new DeskResult(DeskStatus.NotFound, "CC1297", "There is no such number on the list.")
        : await AppendAsync(CampaignKinds.Unbarred, IdFor(key, number), number, EntryLinks.None, []).ConfigureAwait(false);

    private EntryId IdFor(Guid key, CustomerId number) => new(DerivedId.From("do-not-call", by.ToString(), key.ToString("N"), number.Value.ToString("N")));

    private async Task<DeskResult> AppendAsync(string kind, EntryId id, CustomerId number, EntryLinks links, ImmutableArray<SealedField> fields)
    {
        var log = runtime.Storage.Log;
        var result = await log.AppendAsync(new Append(CampaignKinds.BarredNumbers, Append.AnyVersion, log.Epoch,
        [
            new Entry
            {
                Id = id,
                Kind = kind,
                KindVersion = CoreKinds.All.VersionOf(kind),
                Time = time.GetUtcNow(),
                Actor = by.ToString(),
                TraceParent = Entries.TraceParent,
                Links = links,
                Body = JsonSerializer.SerializeToUtf8Bytes(new NumberBarred(number), CampaignJson.Default.NumberBarred),
                Sealed = fields,
            },
        ])).ConfigureAwait(false);
        return result.Status switch
        {
            AppendStatus.Appended => DeskResult.Done,
            AppendStatus.Repeated => new DeskResult(DeskStatus.Repeated),
            _ => throw new LogUnavailableException($"Another process has taken over the log of tenant {runtime.Tenant} ({result.Status}).") { Code = "CC1002" },
        };
    }
}
