using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ContactCenter.Audit.Tests.Sequencing;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Audit.Tests.Publishing;

/// <summary>What places keep of an honest log is one series whatever becomes of answers and processes; what is not honest shows nevertheless.</summary>
public sealed class HeadSeriesTests : IDisposable
{
    private static readonly LogId Log = new("acme");

    private readonly string _at = Directory.CreateTempSubdirectory("cc-series-").FullName;
    private readonly EcdsaLogSigner _signer = EcdsaLogSigner.Create("cc.example.com");
    private readonly MemoryLogStore _store = new(Log);

    private LogKey Key => new(_signer.Name, _signer.PublicKey.Span);

    [Fact]
    public async Task An_answer_that_was_lost_leaves_no_gap_where_a_place_can_be_asked_again()
    {
        var folder = new FolderHeadPublisher(_at);
        for (var life = 0; life < 4; life++)
        {
            await RunAsync(_store, new Losing(folder, every: 2));
        }

        var heads = await FolderHeadPublisher.ReadAllAsync(Path.Combine(_at, Log.Value));
        HeadSeries.FindFault(heads, Key).ShouldBeNull();
        heads.Select(static h => h.OldSize).ShouldBe([0, .. heads.SkipLast(1).Select(static h => h.Head.Size)]);
    }

    [Fact]
    public async Task Heads_posted_to_an_address_are_one_series_over_any_number_of_starts()
    {
        using var place = new Address();
        for (var life = 0; life < 4; life++)
        {
            await RunAsync(_store, place.Publisher(_at));
        }

        var last = (await place.Publisher(_at).FindLastAsync(Log, default)).ShouldNotBeNull();
        last.Head.ShouldBe(place.Kept[^1].Head);
        (await new HttpHeadPublisher(place.Client, new Uri("https://another.example.com"), _at).FindLastAsync(Log, default)).ShouldBeNull("it is another place");
        place.Kept.Select(static h => h.OldSize).ShouldBe([0, .. place.Kept.SkipLast(1).Select(static h => h.Head.Size)]);
        await ShouldBeHonestAsync(place.Kept);
    }

    [Fact]
    public async Task An_older_copy_of_a_log_does_not_open_beside_the_note_of_what_was_posted()
    {
        using var place = new Address();
        var older = new MemoryLogStore(Log);
        await RunAsync(older, publisher: null);
        await RunAsync(_store, place.Publisher(_at), entries: 50);

        (await Should.ThrowAsync<LogUnavailableException>(async () => await HeadPublication.CheckAsync(older, Log, [Key], [place.Publisher(_at)], NullLogger.Instance, default))).Code.ShouldBe("CC1013");
        await HeadPublication.CheckAsync(_store, Log, [Key], [place.Publisher(_at)], NullLogger.Instance, default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answers_of_an_address_may_be_lost_and_its_notes_too(bool isNoted)
    {
        using var place = new Address { Loses = static n => n % 3 == 1 };
        for (var life = 0; life < 6; life++)
        {
            await RunAsync(_store, place.Publisher(isNoted ? _at : null));
        }

        place.Kept.Count.ShouldBeGreaterThan(5);
        await ShouldBeHonestAsync(place.Kept);
    }

    [Fact]
    public async Task A_witness_that_says_what_size_it_has_is_given_a_proof_from_there()
    {
        using var place = new Address { Loses = static n => n % 3 == 1, IsWitness = true };
        for (var life = 0; life < 6; life++)
        {
            await RunAsync(_store, place.Publisher(notes: null)); // which names 0 at each start
        }

        place.Kept.Count.ShouldBeGreaterThan(5);
        place.Refused.ShouldBeGreaterThan(0);
        await ShouldBeHonestAsync(place.Kept);
    }

    [Fact]
    public async Task Each_head_taken_away_that_another_one_names_is_missed()
    {
        var heads = await SeriesAsync(_store, static i => i switch { 0 => -1, 4 => 2, _ => i - 1 }); // nobody heard of number 3

        HeadSeries.FindFault(heads, Key).ShouldBeNull();
        for (var gone = 0; gone < heads.Count - 1; gone++)
        {
            var fault = HeadSeries.FindFault([.. heads.Where((_, i) => i != gone)], Key);
            (fault is null).ShouldBe(gone == 3, $"head {gone}");
        }
    }

    [Fact]
    public async Task Two_lines_of_heads_that_both_go_on_are_two_histories()
    {
        var heads = await SeriesAsync(_store, static i => i switch { 0 => -1, 3 => 1, 4 => 2, _ => i - 1 }); // 2 and 4; 3 and 5

        HeadSeries.FindFault(heads, Key).ShouldNotBeNull().Cause.ShouldContain("which another head passed over");
    }

    [Fact]
    public async Task A_copy_that_went_on_elsewhere_shows_among_the_heads_of_both()
    {
        using var place = new Address();
        var (copy, theirs) = (new MemoryLogStore(Log), Path.Combine(_at, "copy"));
        await RunAsync(new FaultyStore(_store) { OnWrite = copy.Write }, place.Publisher(_at));
        var note = Directory.GetFiles(Path.Combine(_at, Log.Value)).Single();
        File.Copy(note, Path.Combine(Directory.CreateDirectory(Path.Combine(theirs, Log.Value)).FullName, Path.GetFileName(note))); // as a folder copied whole
        for (var life = 0; life < 2; life++)
        {
            await RunAsync(_store, place.Publisher(_at), entries: 10);
            await RunAsync(copy, place.Publisher(theirs), entries: 11, from: 1_000);
        }

        HeadSeries.FindFault(place.Kept, Key).ShouldNotBeNull().Cause.ShouldContain("two histories");
    }

    [Fact]
    public async Task As_many_entries_with_another_root_are_two_histories_also_where_both_begin_anew()
    {
        var other = new MemoryLogStore(Log);
        await RunAsync(_store, publisher: null, entries: 3);
        await RunAsync(other, publisher: null, entries: 3, from: 1_000);
        await RunAsync(other, publisher: null, entries: 0);
        var (one, two) = (await HeadAsync(_store, 3, null), await HeadAsync(other, 4, null));

        one.Head.Size.ShouldBe(two.Head.Size);
        HeadSeries.FindFault([one, two], Key).ShouldNotBeNull().Cause.ShouldContain("two histories under one key");
        HeadSeries.FindFault([one with { Proof = new byte[32] }], Key).ShouldNotBeNull().Cause.ShouldContain("continues none and brings a proof");
    }

    public void Dispose()
    {
        _signer.Dispose();
        Directory.Delete(_at, recursive: true);
    }

    private async Task ShouldBeHonestAsync(IReadOnlyList<PublishedHead> heads)
    {
        HeadSeries.FindFault(heads, Key).ShouldBeNull();
        (await LogVerifier.VerifyAsync(_store, new LogVerificationOptions { Key = Key, Heads = [.. heads.Select(static h => h.Head)] })).Fault.ShouldBeNull();
    }

    /// <summary>One life of a process: a head when it starts, and one when it stops.</summary>
    private async Task RunAsync(ILogStore store, IHeadPublisher? publisher, int entries = 7, int from = 0)
    {
        await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { Signer = _signer }, TimeProvider.System);
        await using var publication = publisher is null ? null
            : HeadPublication.Start(store, () => log.Checkpoint, _signer, [publisher], new HeadPublishingOptions(), TimeProvider.System, NullLogger.Instance);
        for (var i = 0; i < entries; i++)
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(from + (int)log.Head.Value)));
        }
    }

    /// <summary>Heads of six records, each of which continues the one that <paramref name="before"/> names.</summary>
    private async Task<List<PublishedHead>> SeriesAsync(MemoryLogStore store, Func<int, int> before)
    {
        await RunAsync(store, publisher: null, entries: 12);
        var heads = new List<PublishedHead>();
        for (var i = 0; i < 6; i++)
        {
            heads.Add(await HeadAsync(store, 2 * (i + 1), before(i) is >= 0 and var continued ? heads[continued] : null));
        }

        return heads;
    }

    private async Task<PublishedHead> HeadAsync(MemoryLogStore store, long number, PublishedHead? before)
    {
        var stored = (await store.ReadRecordsAsync(number, 1, default))[0];
        var record = CommitRecord.Decode(stored.Bytes.Span);
        var head = new Checkpoint($"{_signer.Name}/{Log}", record.First.Value + record.Count, record.Root, record.Number, CommitRecord.Hash(stored.Bytes.Span), record.Time);
        var old = before?.Head.Size ?? 0;
        return new PublishedHead(old, await new LogProver(store).ConsistencyAsync(old, head.Size), SignedNote.Sign(head.ToText(), _signer));
    }

    /// <summary>A place that keeps every head and loses every second, third … answer, the first one too.</summary>
    private sealed class Losing(IHeadPublisher place, int every) : IHeadPublisher
    {
        private int _next;

        public string Name => "losing";

        public async ValueTask PublishAsync(LogId log, PublishedHead head, CancellationToken cancellationToken)
        {
            await place.PublishAsync(log, head, cancellationToken);
            if (_next++ % every == 0)
            {
                throw new IOException("the answer was lost");
            }
        }

        public ValueTask<PublishedHead?> FindLastAsync(LogId log, CancellationToken cancellationToken) => place.FindLastAsync(log, cancellationToken);
    }

    /// <summary>An address that keeps what is posted, whatever becomes of its answer; as a witness only what continues the head it kept last.</summary>
    private sealed class Address : HttpMessageHandler
    {
        private readonly HttpClient _client;
        private int _next;

        public Address() => _client = new HttpClient(this, disposeHandler: false);

        public HttpClient Client => _client;

        public List<PublishedHead> Kept { get; } = [];

        public Func<int, bool> Loses { get; init; } = static _ => false;

        public bool IsWitness { get; init; }

        public int Refused { get; private set; }

        public HttpHeadPublisher Publisher(string? notes) => new(_client, new Uri("https://witness.example.com/heads/"), notes);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var head = PublishedHead.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
            var size = Kept.Count == 0 ? 0 : Kept[^1].Head.Size;
            if (IsWitness && head.OldSize != size)
            {
                Refused++;
                return new HttpResponseMessage(HttpStatusCode.Conflict) { Content = new StringContent($"{size}\n", Encoding.ASCII, new MediaTypeHeaderValue("text/x.tlog.size")) };
            }

            Kept.Add(head);
            return Loses(_next++) ? throw new HttpRequestException("connection reset") : new HttpResponseMessage(HttpStatusCode.OK);
        }

        protected override void Dispose(bool disposing)
        {
            _client.Dispose();
            base.Dispose(disposing);
        }
    }
}
