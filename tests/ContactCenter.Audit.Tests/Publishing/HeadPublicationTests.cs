using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Audit.Tests.Publishing;

public sealed class HeadPublicationTests : IDisposable
{
    private static readonly LogId Log = new("acme");

    private readonly string _at = Directory.CreateTempSubdirectory("cc-heads-").FullName;
    private readonly EcdsaLogSigner _signer = EcdsaLogSigner.Create("cc.example.com");

    private LogKey Key => new(_signer.Name, _signer.PublicKey.Span);

    private FolderHeadPublisher Folder => new(_at);

    private string Heads => Path.Combine(_at, Log.Value);

    [Fact]
    public async Task Each_head_continues_the_one_before_and_the_log_contains_them_all()
    {
        var store = new MemoryLogStore(Log);
        foreach (var entries in (int[])[1, 255, 1, 300, 0])
        {
            await RunAsync(store, entries, Folder);
        }

        var heads = await FolderHeadPublisher.ReadAllAsync(Heads);
        heads.Count.ShouldBeGreaterThanOrEqualTo(5);
        heads[0].OldSize.ShouldBe(0);
        HeadSeries.FindFault(heads, Key).ShouldBeNull();
        (await LogVerifier.VerifyAsync(store, new LogVerificationOptions { Key = Key, Heads = [.. heads.Select(static h => h.Head)] })).Fault.ShouldBeNull();
        PublishedHead.Parse(heads[^1].ToText()).ToText().ShouldBe(heads[^1].ToText());
    }

    [Fact]
    public async Task Heads_before_and_after_a_change_of_the_key_are_one_series_for_whoever_has_either_key()
    {
        using var next = EcdsaLogSigner.Create(_signer.Name);
        var store = new MemoryLogStore(Log);
        await RunAsync(store, 10, Folder);
        await HeadPublication.CheckAsync(store, Log, [new LogKey(next.Name, next.PublicKey.Span), Key], [Folder], NullLogger.Instance, default);
        await RunAsync(store, 10, Folder, signer: next, before: [_signer]);
        await RunAsync(store, 10, Folder, signer: next);

        var heads = await FolderHeadPublisher.ReadAllAsync(Heads);
        foreach (var key in (LogKey[])[Key, new(next.Name, next.PublicKey.Span)])
        {
            HeadSeries.FindFault(heads, key).ShouldBeNull();
            await HeadPublication.CheckAsync(store, Log, [key], [Folder], NullLogger.Instance, default);
        }

        heads[^1].HandOvers.Count.ShouldBe(1);
        var forged = heads[^1] with { Note = SignedNote.Sign(heads[^1].Head.ToText(), _signer) };
        HeadSeries.FindFault([.. heads.SkipLast(1), forged], Key).ShouldNotBeNull().Cause.ShouldContain("whoever has the old key wrote it after the change");
    }

    [Fact]
    public async Task At_the_first_start_after_a_change_the_heads_of_the_replaced_key_are_ours_still()
    {
        using var next = EcdsaLogSigner.Create(_signer.Name);
        var store = new MemoryLogStore(Log);
        await RunAsync(store, 10, Folder);
        await RunAsync(store, 10, signer: next, before: [_signer]); // nothing published since

        await HeadPublication.CheckAsync(store, Log, [new LogKey(next.Name, next.PublicKey.Span)], [Folder], NullLogger.Instance, default);
        using var thief = EcdsaLogSigner.Create(_signer.Name);
        (await Should.ThrowAsync<LogUnavailableException>(async () => await HeadPublication.CheckAsync(store, Log, [new LogKey(thief.Name, thief.PublicKey.Span)], [Folder], NullLogger.Instance, default)))
            .Message.ShouldContain("that head is not ours");
    }

    [Fact]
    public async Task A_cut_off_tail_is_seen_when_the_log_is_opened()
    {
        var (whole, short_) = (new MemoryLogStore(Log), new MemoryLogStore(Log));
        await RunAsync(whole, 50, Folder);
        await RunAsync(short_, 20);

        var fault = await CheckAsync(short_);

        (await CheckAsync(whole)).ShouldBeNull();
        fault.ShouldNotBeNull().Code.ShouldBe("CC1013");
        (await CheckAsync(null)).ShouldNotBeNull().Message.ShouldContain("the log ends before commit record");
    }

    [Fact]
    public async Task A_history_rewritten_with_the_stolen_key_is_seen_when_opened_and_among_the_heads()
    {
        var (honest, rewritten) = (new MemoryLogStore(Log), new MemoryLogStore(Log));
        await RunAsync(honest, 50, Folder);
        await RunAsync(rewritten, 200, from: 1_000);

        (await LogVerifier.VerifyAsync(rewritten, new LogVerificationOptions { Key = Key })).Fault.ShouldBeNull("by itself it is a perfect log");
        (await CheckAsync(rewritten)).ShouldNotBeNull().Message.ShouldContain("is another one");

        await RunAsync(rewritten, 1, Folder, from: 2_000); // whoever publishes it nevertheless leaves two histories behind
        HeadSeries.FindFault(await FolderHeadPublisher.ReadAllAsync(Heads), Key).ShouldNotBeNull().Cause.ShouldContain("the history was rewritten in between");
    }

    [Fact]
    public async Task A_second_head_of_one_commit_record_is_never_put_in_the_place_of_the_first()
    {
        var (honest, other) = (new MemoryLogStore(Log), new MemoryLogStore(Log));
        await RunAsync(honest, 5, Folder);
        var kept = await FolderHeadPublisher.ReadAllAsync(Heads);
        await RunAsync(other, 5, from: 1_000);
        await using var log = await AuditLog.OpenAsync(other, new AuditLogOptions { Signer = _signer }, TimeProvider.System);
        var second = kept[^1] with { Note = SignedNote.Sign((log.Checkpoint with { Record = kept[^1].Head.Record }).ToText(), _signer) };

        (await Should.ThrowAsync<IOException>(async () => await Folder.PublishAsync(Log, second, default))).Message.ShouldContain("two histories under one key");
        await Folder.PublishAsync(Log, kept[^1], default);
        (await FolderHeadPublisher.ReadAllAsync(Heads)).Count.ShouldBe(kept.Count);
        HeadSeries.FindFault([.. kept, second], Key).ShouldNotBeNull().Cause.ShouldContain("Two heads speak of commit record");
    }

    [Fact]
    public async Task A_head_taken_away_shows_in_the_series()
    {
        var store = new MemoryLogStore(Log);
        foreach (var entries in (int[])[10, 10, 10])
        {
            await RunAsync(store, entries, Folder);
        }

        var heads = (await FolderHeadPublisher.ReadAllAsync(Heads)).ToList();
        heads.RemoveAt(heads.FindIndex(h => h.Head.Size > 0 && h.Head.Size < heads[^1].Head.Size));

        HeadSeries.FindFault(heads, Key).ShouldNotBeNull().Cause.ShouldMatch("a head between was taken away|heads before it were taken away");
    }

    [Fact]
    public async Task A_place_that_hangs_or_fails_delays_no_append_and_is_told()
    {
        var store = new MemoryLogStore(Log);
        var (hanging, failing) = (new Place(static token => Task.Delay(Timeout.Infinite, token)), new Place(static _ => throw new IOException("no such host")));
        await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { Signer = _signer }, TimeProvider.System);
        await using var publication = HeadPublication.Start(
            store, () => log.Checkpoint, _signer, [hanging, failing, Folder], new HeadPublishingOptions { Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1) }, TimeProvider.System, NullLogger.Instance);
        await hanging.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30));

        for (var i = 0; i < 500; i++)
        {
            (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(i))).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).Status.ShouldBe(AppendStatus.Appended);
        }

        await WaitAsync(() => publication.States[1].Failure is not null && publication.States[0].Failure is not null && publication.States[2].Published is not null);
        publication.States[0].Failure.ShouldBe("It took longer than 1 s.");
        publication.States[1].Failure.ShouldBe("no such host");
        publication.States[2].Failure.ShouldBeNull();
    }

    [Fact]
    public async Task A_head_is_posted_and_an_answer_that_is_no_success_is_a_failure()
    {
        var handler = new Answers(HttpStatusCode.Conflict, HttpStatusCode.OK);
        using var client = new HttpClient(handler);
        var publisher = new HttpHeadPublisher(client, new Uri("https://witness.example.com/heads/"));
        var store = new MemoryLogStore(Log);
        await RunAsync(store, 3, Folder);
        var head = (await FolderHeadPublisher.ReadAllAsync(Heads))[^1];

        (await Should.ThrowAsync<HttpRequestException>(async () => await publisher.PublishAsync(Log, head, default))).Message.ShouldContain("(409): it keeps a head that this one does not continue");
        await publisher.PublishAsync(Log, head, default);

        handler.Posted.ShouldAllBe(p => p == "https://witness.example.com/heads/acme\n" + head.ToText());
    }

    [Fact]
    public async Task Another_log_keeps_heads_and_a_rewriting_shows_against_it()
    {
        await using var witness = await AuditLog.OpenAsync(new MemoryLogStore(new LogId("witness")), new AuditLogOptions(), TimeProvider.System);
        var publisher = new LogHeadPublisher(witness, TimeProvider.System);
        var (honest, rewritten) = (new MemoryLogStore(Log), new MemoryLogStore(Log));
        await RunAsync(honest, 20, publisher);
        await RunAsync(honest, 20, publisher);
        await RunAsync(rewritten, 40, from: 1_000);
        var last = (await publisher.FindLastAsync(Log, default)).ShouldNotBeNull();
        var kept = witness.Head;

        await publisher.PublishAsync(Log, last, default); // again, after an answer that was lost
        witness.Head.ShouldBe(kept);
        last.Head.Size.ShouldBe(40);
        (await publisher.FindLastAsync(new LogId("other"), default)).ShouldBeNull();
        await HeadPublication.CheckAsync(honest, Log, [Key], [publisher], NullLogger.Instance, default);
        (await Should.ThrowAsync<LogUnavailableException>(async () => await HeadPublication.CheckAsync(rewritten, Log, [Key], [publisher], NullLogger.Instance, default))).Code.ShouldBe("CC1013");
    }

    [Fact]
    public async Task A_quiet_log_s_head_is_found_behind_any_number_of_others()
    {
        await using var witness = await AuditLog.OpenAsync(new MemoryLogStore(new LogId("witness")), new AuditLogOptions(), TimeProvider.System);
        var publisher = new LogHeadPublisher(witness, TimeProvider.System);
        var (store, older) = (new MemoryLogStore(Log), new MemoryLogStore(Log));
        await RunAsync(older, 5);
        await RunAsync(store, 20, publisher);
        await RunAsync(store, 20, publisher);
        var last = (await publisher.FindLastAsync(Log, default)).ShouldNotBeNull();
        await Task.WhenAll(Enumerable.Range(0, 10_001).Select(async i =>
        {
            var head = last.Head with { Origin = "cc.example.com/other", Record = i };
            await publisher.PublishAsync(new LogId("other"), new PublishedHead(0, default, SignedNote.Sign(head.ToText(), _signer)), default);
        }));

        (await publisher.FindLastAsync(Log, default)).ShouldNotBeNull().Head.ShouldBe(last.Head);
        (await Should.ThrowAsync<LogUnavailableException>(async () => await HeadPublication.CheckAsync(older, Log, [Key], [publisher], NullLogger.Instance, default))).Code.ShouldBe("CC1013");
        (await publisher.FindLastAsync(new LogId("third"), default)).ShouldBeNull();
        await RunAsync(store, 1, publisher);
        (await publisher.FindLastAsync(Log, default)).ShouldNotBeNull().OldSize.ShouldBeGreaterThanOrEqualTo(last.Head.Size);
    }

    [Theory]
    [InlineData("mark")]
    [InlineData("UTF-16")]
    [InlineData("Latin")]
    public async Task A_head_in_another_encoding_is_none(string form)
    {
        await RunAsync(new MemoryLogStore(Log), 30, Folder);
        var file = Directory.GetFiles(Path.Combine(Heads)).Order(StringComparer.Ordinal).Last();
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllBytesAsync(file, form switch
        {
            "mark" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            "UTF-16" => Encoding.Unicode.GetBytes('\uFEFF' + text),
            _ => [.. Encoding.UTF8.GetBytes(text), 0xE9],
        });

        (await Should.ThrowAsync<LogFormatException>(async () => await FolderHeadPublisher.ReadAllAsync(Heads))).Message.ShouldStartWith($"'{file}' is no head: ");
        await Should.ThrowAsync<LogFormatException>(async () => await Folder.FindLastAsync(Log, default));
    }

    [Fact]
    public async Task Every_cut_of_a_head_s_file_is_refused()
    {
        await RunAsync(new MemoryLogStore(Log), 30, Folder);
        var text = (await FolderHeadPublisher.ReadAllAsync(Heads))[^1].ToText();

        for (var end = 0; end < text.LastIndexOf('\u2014'); end++)
        {
            Should.Throw<LogFormatException>(() => Checkpoint.Read(PublishedHead.Parse(text[..end]).Note, Key), $"{end} characters");
        }
    }

    public void Dispose()
    {
        _signer.Dispose();
        Directory.Delete(_at, recursive: true);
    }

    /// <summary>Opens the log, appends so many entries, publishes and closes.</summary>
    private async Task RunAsync(MemoryLogStore store, int entries, IHeadPublisher? publisher = null, int from = 0, EcdsaLogSigner? signer = null, IReadOnlyList<ILogSigner>? before = null)
    {
        await using var log = await AuditLog.OpenAsync(store, new AuditLogOptions { Signer = signer ?? _signer, PreviousSigners = before ?? [] }, TimeProvider.System);
        await using var publication = publisher is null ? null
            : HeadPublication.Start(store, () => log.Checkpoint, signer ?? _signer, [publisher], new HeadPublishingOptions(), TimeProvider.System, NullLogger.Instance);
        var next = from + (int)log.Head.Value;
        foreach (var number in Enumerable.Range(next, entries))
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(number)));
        }
    }

    private async Task<LogUnavailableException?> CheckAsync(ILogReader? log)
    {
        try
        {
            await HeadPublication.CheckAsync(log, Log, [Key], [Folder], NullLogger.Instance, default);
            return null;
        }
        catch (LogUnavailableException e)
        {
            return e;
        }
    }

    private static async Task WaitAsync(Func<bool> holds)
    {
        for (var i = 0; i < 1_200 && !holds(); i++)
        {
            await Task.Delay(50);
        }

        holds().ShouldBeTrue("within a minute");
    }

    private sealed class Place(Func<CancellationToken, Task> publish) : IHeadPublisher
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "place";

        public async ValueTask PublishAsync(LogId log, PublishedHead head, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await publish(cancellationToken);
        }

        public ValueTask<PublishedHead?> FindLastAsync(LogId log, CancellationToken cancellationToken) => new((PublishedHead?)null);
    }

    private sealed class Answers(params HttpStatusCode[] codes) : HttpMessageHandler
    {
        private int _next;

        public ConcurrentQueue<string> Posted { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Posted.Enqueue($"{request.RequestUri}\n{await request.Content!.ReadAsStringAsync(cancellationToken)}");
            return new HttpResponseMessage(codes[_next++]);
        }
    }
}
