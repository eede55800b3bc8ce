using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Privacy;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Writes everything there is of a customer as a ZIP file, in a form a machine can read and a person can, too.</summary>
internal sealed class CustomerExport(TenantRuntime runtime, CustomerId customer, CustomerTrail trail, ILogger logger)
{
    /// <summary>What is not Latin is written as it is: this is no web page.</summary>
    private static readonly ExportJson Json = new(new JsonSerializerOptions(ExportJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly AgentId Nobody = new("nobody"); // who may write is of no interest here

    private readonly ReadableTexts _texts = new(runtime.Storage.PersonalData);
    private readonly List<ExportedFile> _files = [];

    /// <summary>Writes it; how many files had to be left out.</summary>
    public async Task<int> WriteAsync(Stream to, CancellationToken cancellationToken)
    {
        var writes = new AsyncWrites(to);
        var zip = await ZipArchive.CreateAsync(writes, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
        await using (zip.ConfigureAwait(false))
        {
            var addresses = await runtime.Storage.Customers.FindAddressesAsync(customer, cancellationToken).ConfigureAwait(false);
            var isDamaged = addresses is null || (trail.HasStandIn && await runtime.Storage.PersonalData.HasStandInAsync(customer, cancellationToken).ConfigureAwait(false));
            var about = new ExportedCustomer(
                customer,
                runtime.Tenant,
                addresses ?? [],
                trail.FirstAt.GetValueOrDefault(),
                trail.LastAt.GetValueOrDefault(),
                trail.Acts,
                isDamaged ? true : null);
            await AddAsync(zip, "customer.json", about, Json.ExportedCustomer, cancellationToken).ConfigureAwait(false);
            await AddAsync(zip, "events.json", await EventsAsync(cancellationToken).ConfigureAwait(false), Json.IReadOnlyListExportedEvent, cancellationToken).ConfigureAwait(false);
            await AddAsync(zip, "campaigns.json", await ContactsAsync(cancellationToken).ConfigureAwait(false), Json.IReadOnlyListExportedContact, cancellationToken).ConfigureAwait(false);
            await AddRecordingsAsync(zip, cancellationToken).ConfigureAwait(false);
            foreach (var id in trail.Interactions.OrderBy(static i => i.Value))
            {
                if (await new InteractionReader(runtime).ReadAsync(id, Nobody, false, cancellationToken).ConfigureAwait(false) is { } interaction)
                {
                    await AddAsync(zip, interaction, cancellationToken).ConfigureAwait(false);
                }
            }

            await AddAsync(zip, "files.json", _files, Json.IReadOnlyListExportedFile, cancellationToken).ConfigureAwait(false); // last: it says what became of each
        }

        await writes.FlushAsync(cancellationToken).ConfigureAwait(false);
        return _files.Count(static f => f.State is ExportedFileState.Absent or ExportedFileState.Altered or ExportedFileState.Unreadable);
    }

    /// <summary>What programs of the host said about the customer; without what it brought where that was erased.</summary>
    private async ValueTask<IReadOnlyList<ExportedEvent>> EventsAsync(CancellationToken cancellationToken)
    {
        var events = new List<ExportedEvent>();
        foreach (var entry in trail.Events)
        {
            var facts = entry.Read(EventJson.Default.EventReceived);
            var text = await _texts.RevealAsync(entry, EventKinds.Content, cancellationToken).ConfigureAwait(false);
            var content = text is null ? null : EventContent.Read(text);
            events.Add(new ExportedEvent(entry.Time, entry.Actor, facts.Event, facts.Key, entry.Links.Interaction, content?.Fields, content?.Ties));
        }

        return events;
    }

    /// <summary>The lists of campaigns the customer was put on; without number and name where those were erased.</summary>
    private async ValueTask<IReadOnlyList<ExportedContact>> ContactsAsync(CancellationToken cancellationToken)
    {
        var contacts = new List<ExportedContact>();
        foreach (var entry in trail.Contacts)
        {
            var facts = entry.Read(CampaignJson.Default.ContactListed);
            contacts.Add(new ExportedContact(
                entry.Time,
                entry.Actor,
                facts.Campaign,
                await _texts.RevealAsync(entry, CampaignKinds.Number, cancellationToken).ConfigureAwait(false),
                await _texts.RevealAsync(entry, CampaignKinds.Name, cancellationToken).ConfigureAwait(false),
                facts.Zone,
                facts.Language));
        }

        return contacts;
    }

    /// <summary>The recordings of the customer's own calls, both sides: what the center said was said to the customer.</summary>
    private async Task AddRecordingsAsync(ZipArchive zip, CancellationToken cancellationToken)
    {
        var reader = new RecordingReader(runtime);
        foreach (var id in trail.Recordings)
        {
            var found = await reader.FindAsync(id, cancellationToken).ConfigureAwait(false);
            var file = new ExportedFile(null, found is null ? ExportedFileState.Removed : ExportedFileState.Included) { Recording = id, Interaction = found?.Interaction };
            if (found is var (row, _))
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"recordings/{row.StartedAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{id.Value:N}.wav");
                file = await AddAsync(zip, path, file, async () => (await reader.OpenAsync(row, cancellationToken).ConfigureAwait(false))?.Content, cancellationToken).ConfigureAwait(false);
            }

            _files.Add(file);
        }
    }

    /// <summary>Adds a file, or says why it is not there: one that cannot be had whole keeps nothing else from being handed out, and is not handed out in half.</summary>
    private async ValueTask<ExportedFile> AddAsync(ZipArchive zip, string path, ExportedFile file, Func<ValueTask<Stream?>> open, CancellationToken cancellationToken)
    {
        try
        {
            if (await open().ConfigureAwait(false) is not { } whole)
            {
                return Missing(file, trail.Erased is null ? ExportedFileState.Absent : ExportedFileState.Erased, null);
            }

            await using (whole.ConfigureAwait(false))
            {
                await whole.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException e)
        {
            return Missing(file, ExportedFileState.Altered, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return Missing(file, ExportedFileState.Unreadable, e);
        }

        if (await open().ConfigureAwait(false) is not { } content)
        {
            return Missing(file, ExportedFileState.Absent, null);
        }

        await using (content.ConfigureAwait(false))
        {
            var entry = await zip.CreateEntry(path, CompressionLevel.NoCompression).OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (entry.ConfigureAwait(false))
            {
                await content.CopyToAsync(entry, cancellationToken).ConfigureAwait(false);
            }
        }

        return file with { File = path };
    }

    private ExportedFile Missing(ExportedFile file, ExportedFileState state, Exception? cause)
    {
        PrivacyLog.NotExported(logger, cause, runtime.Tenant, file.Recording?.Value.ToString("N") ?? string.Create(CultureInfo.InvariantCulture, $"{file.Position}-{file.Index}"), customer, state.ToString());
        return file with { State = state };
    }

    private async Task AddAsync(ZipArchive zip, InteractionView interaction, CancellationToken cancellationToken)
    {
        var sessions = await OfTheCustomerAsync(interaction, cancellationToken).ConfigureAwait(false);
        var items = interaction.Timeline.Where(i => i.Session is not { } session || sessions.Contains(session)).ToList();
        var name = interaction.Summary.Interaction.Value.ToString("N");
        await AddAsync(zip, $"interactions/{name}.json", new ExportedInteraction(interaction.Summary, items), Json.ExportedInteraction, cancellationToken).ConfigureAwait(false);
        foreach (var item in items)
        {
            foreach (var attachment in item.Attachments.Where(static a => a.State is AttachmentState.Stored or AttachmentState.Erased))
            {
                var path = string.Create(CultureInfo.InvariantCulture, $"interactions/{name}/{item.Position}-{attachment.Index}{Extension(attachment.Name)}");
                var file = new ExportedFile(null, ExportedFileState.Included)
                {
                    Interaction = interaction.Summary.Interaction,
                    Position = item.Position,
                    Index = attachment.Index,
                    Name = attachment.Name,
                };
                _files.Add(await AddAsync(
                    zip,
                    path,
                    file,
                    async () => (await new AttachmentReader(runtime).OpenAsync(new LogPosition(item.Position), attachment.Index, cancellationToken).ConfigureAwait(false))?.Content,
                    cancellationToken).ConfigureAwait(false));
            }
        }
    }

    /// <summary>The sessions of this customer: another one may have taken part under another address, and what that one wrote is not this one's to have.</summary>
    private async ValueTask<HashSet<SessionId>> OfTheCustomerAsync(InteractionView interaction, CancellationToken cancellationToken)
    {
        var sessions = new HashSet<SessionId>();
        var query = new LogQuery { Interaction = interaction.Summary.Interaction, Customer = customer, Limit = 10_000 };
        await foreach (var committed in runtime.Storage.Log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (committed.Entry.Links.Session is { } session)
            {
                sessions.Add(session);
            }
        }

        return sessions;
    }

    /// <summary>The ending of a file's name, where it is short and plain: the name itself stands in the JSON beside it.</summary>
    private static string Extension(string? name) =>
        Path.GetExtension(name ?? "") is { Length: > 1 and <= 6 } ending && ending[1..].All(char.IsAsciiLetterOrDigit) ? ending.ToLowerInvariant() : "";

    private static async Task AddAsync<T>(ZipArchive zip, string path, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var entry = await zip.CreateEntry(path).OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (entry.ConfigureAwait(false))
        {
            await JsonSerializer.SerializeAsync(entry, value, type, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>The customer, as handed out.</summary>
internal sealed record ExportedCustomer(
    CustomerId Customer, TenantId Tenant, IReadOnlyList<Address> Addresses, DateTimeOffset FirstAt, DateTimeOffset LastAt, IReadOnlyList<PrivacyAct> Acts, bool? IsKeyDamaged);

/// <summary>An event of the world about the customer, as handed out.</summary>
internal sealed record ExportedEvent(
    DateTimeOffset Time, string By, string Event, string Key, InteractionId? Interaction, IReadOnlyDictionary<string, string>? Fields, IReadOnlyDictionary<string, string>? Ties);

/// <summary>That the customer was put onto the list of a campaign, as handed out.</summary>
internal sealed record ExportedContact(DateTimeOffset Time, string By, CampaignId Campaign, string? Number, string? Name, string? Zone, string? Language);

/// <summary>A conversation, as handed out.</summary>
internal sealed record ExportedInteraction(InteractionSummary Interaction, IReadOnlyList<TimelineItem> Timeline);

/// <summary>A file that was sent either way, or a recording, and whether it is handed out.</summary>
/// <param name="File">Where it is; null where it is not.</param>
/// <param name="State">Whether it is, and why not.</param>
internal sealed record ExportedFile(string? File, ExportedFileState State)
{
    public RecordingId? Recording { get; init; }

    public InteractionId? Interaction { get; init; }

    public long? Position { get; init; }

    public int? Index { get; init; }

    public string? Name { get; init; }
}

/// <summary>Whether a file is handed out.</summary>
internal enum ExportedFileState
{
    /// <summary>It is, whole.</summary>
    Included,

    /// <summary>Its time was over, and it was removed.</summary>
    Removed,

    /// <summary>It was erased with the customer.</summary>
    Erased,

    /// <summary>It is not where it was put.</summary>
    Absent,

    /// <summary>It is not what was put there.</summary>
    Altered,

    /// <summary>It cannot be read: the disk fails, or its key is damaged.</summary>
    Unreadable,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    WriteIndented = true)]
[JsonSerializable(typeof(ExportedCustomer))]
[JsonSerializable(typeof(IReadOnlyList<ExportedEvent>))]
[JsonSerializable(typeof(IReadOnlyList<ExportedContact>))]
[JsonSerializable(typeof(ExportedInteraction))]
[JsonSerializable(typeof(IReadOnlyList<ExportedFile>))]
internal sealed partial class ExportJson : JsonSerializerContext;
