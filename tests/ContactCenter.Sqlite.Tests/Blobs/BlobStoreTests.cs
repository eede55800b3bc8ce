using System.Security.Cryptography;
using ContactCenter.Sqlite.Keys;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sqlite.Blobs;

public sealed class BlobStoreTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly SubjectId _subject = new(Guid.NewGuid());
    private SqliteKeyStore _keys = null!;
    private FileBlobStore _blobs = null!;

    public Task InitializeAsync()
    {
        var master = RootKey.Load(new SqliteOptions { Root = _folder.Path }, NullLogger.Instance);
        _keys = SqliteKeyStore.Open(_folder["keys.db"], _folder["periods"], master, TestContext.With());
        _blobs = Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _keys.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string> Promises => [.. BlobStoreConformance.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Promises))]
    public async Task Blobs_in_files_keep(string promise)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var store = new FileBlobStore(_folder["conformance"], _keys, TestContext.With(time: time));
        await BlobStoreConformance.All.Single(c => c.Name == promise).CheckAsync(new BlobStoreSubject(store, time, time.Advance));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(1_000_000)]
    public async Task Content_comes_back_as_it_was_and_its_file_is_named_by_its_hash(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        var blob = await _blobs.PutAsync(_subject, new DribblingStream(content), size);
        (await ReadAsync(blob)).ShouldBe(content);
        var file = BlobFiles().ShouldHaveSingleItem();
        Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file))).ShouldBe(blob.Value);
        if (size >= 65_535)
        {
            (await File.ReadAllBytesAsync(file)).AsSpan().IndexOf(content.AsSpan(1_000, 16)).ShouldBe(-1);
        }
    }

    [Fact]
    public async Task The_same_content_of_one_subject_is_stored_once_and_that_of_another_apart()
    {
        var content = RandomNumberGenerator.GetBytes(1_000);
        var first = await _blobs.PutAsync(_subject, new MemoryStream(content), 1_000);
        (await _blobs.PutAsync(_subject, new MemoryStream(content), 1_000)).ShouldBe(first);
        BlobFiles().Count.ShouldBe(1);
        (await _blobs.PutAsync(new SubjectId(Guid.NewGuid()), new MemoryStream(content), 1_000)).ShouldNotBe(first);
        BlobFiles().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Content_that_is_too_large_is_refused_and_leaves_nothing()
    {
        var refusal = await Should.ThrowAsync<InvalidDataException>(async () =>
            await _blobs.PutAsync(_subject, new MemoryStream(new byte[200_001]), 200_000));
        refusal.Message.ShouldContain("200000");
        AllFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await _blobs.PutAsync(_subject, new DribblingStream(new byte[500_000], () => stop.Cancel()), long.MaxValue, stop.Token));
        AllFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_crash_left_unfinished_is_removed_at_the_next_start()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder["blobs"], "unfinished", "0001"), "half");
        var blob = await _blobs.PutAsync(_subject, new MemoryStream([1, 2, 3]), 3);
        Open();
        AllFiles().ShouldBe(BlobFiles());
        (await ReadAsync(blob)).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(70_000)]
    [InlineData(-1)]
    public async Task A_changed_byte_is_noticed(int at)
    {
        var blob = await _blobs.PutAsync(_subject, new MemoryStream(RandomNumberGenerator.GetBytes(100_000)), 100_000);
        var file = BlobFiles().Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[at < 0 ? ^1 : at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(blob));
    }

    [Theory]
    [InlineData(36 + 65_536 + 16)] // at the end of a chunk
    [InlineData(36)]
    [InlineData(20)]
    [InlineData(50_000)]
    public async Task A_file_that_was_cut_off_is_noticed(int length)
    {
        var blob = await _blobs.PutAsync(_subject, new MemoryStream(RandomNumberGenerator.GetBytes(150_000)), 150_000);
        using (var file = new FileStream(BlobFiles().Single(), FileMode.Open))
        {
            file.SetLength(length);
        }

        await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(blob));
    }

    [Fact]
    public async Task One_blob_under_the_name_of_another_is_noticed()
    {
        var first = await _blobs.PutAsync(_subject, new MemoryStream([1]), 1);
        var second = await _blobs.PutAsync(_subject, new MemoryStream([2]), 1);
        File.Copy(FileOf(first), FileOf(second), overwrite: true);
        await Should.ThrowAsync<InvalidDataException>(() => ReadAsync(second));
    }

    [Fact]
    public async Task Another_subjects_key_opens_nothing()
    {
        var blob = await _blobs.PutAsync(_subject, new MemoryStream([1]), 1);
        var other = new SubjectId(Guid.NewGuid());
        (await _blobs.OpenAsync(other, blob)).ShouldBeNull();
        await _keys.GetOrCreateAsync(other);
        await using var stream = await _blobs.OpenAsync(other, blob);
        await Should.ThrowAsync<InvalidDataException>(async () => await stream!.CopyToAsync(Stream.Null));
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_blob_that_is_not_there_is_null(string name) => (await _blobs.OpenAsync(_subject, new BlobId(name))).ShouldBeNull();

    private FileBlobStore Open() => new(_folder["blobs"], _keys, TestContext.With());

    private List<string> AllFiles() => [.. Directory.EnumerateFiles(_folder["blobs"], "*", SearchOption.AllDirectories)];

    private List<string> BlobFiles() => [.. AllFiles().Where(f => Path.GetFileName(f).Length == 64)];

    private string FileOf(BlobId blob) => AllFiles().Single(f => f.EndsWith(blob.Value, StringComparison.Ordinal));

    private async Task<byte[]> ReadAsync(BlobId blob)
    {
        await using var stream = await _blobs.OpenAsync(_subject, blob);
        using var copy = new MemoryStream();
        await stream.ShouldNotBeNull().CopyToAsync(copy);
        return copy.ToArray();
    }

    /// <summary>Gives its bytes in odd pieces, as a network does.</summary>
    private sealed class DribblingStream(byte[] content, Action? onRead = null) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = Read(buffer.Span[..Math.Min(buffer.Length, 7_001)]);
            onRead?.Invoke();
            return ValueTask.FromResult(count);
        }
    }
}
