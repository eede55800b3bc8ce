using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite.Tests;

public sealed class TileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Proofs_come_from_the_file_over_many_openings()
    {
        Checkpoint first;
        Checkpoint second;
        await FillAsync(0, 700);
        await using (var log = await _folder.OpenAsync())
        {
            first = log.Checkpoint;
            await AppendAsync(log, 700, 600);
            second = log.Checkpoint;
        }

        using var reader = _folder.OpenReader();
        var prover = new LogProver(reader);
        foreach (var position in (int[])[0, 255, 256, 699, 1_279, 1_299])
        {
            var entry = (await reader.ReadAsync(new LogPosition(position), 1, default))[0];
            var inclusion = await prover.InclusionAsync(entry.Position, second.Size);
            MerkleProof.IsIncluded(MerkleHash.Leaf(entry.Bytes.Span), position, second.Size, second.Root.Span, inclusion).ShouldBeTrue($"{position}");
        }

        (first.Size, second.Size).ShouldBe((700, 1_300));
        var consistency = await prover.ConsistencyAsync(first.Size, second.Size);
        MerkleProof.IsConsistent(first.Size, first.Root.Span, second.Size, second.Root.Span, consistency).ShouldBeTrue();
        (await reader.ReadTilesAsync(0, 0, 10, default)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_log_begun_before_tiles_were_kept_gets_them_when_it_is_opened()
    {
        await FillAsync(0, 1_000);
        _folder.Execute("DROP TABLE tile");
        using (var before = _folder.OpenReader())
        {
            (await LogVerifier.VerifyAsync(before)).Fault.ShouldBeNull();
            (await before.ReadTilesAsync(0, 0, 10, default)).ShouldBeEmpty();
        }

        await FillAsync(1_000, 30);

        using var reader = _folder.OpenReader();
        (await reader.ReadTilesAsync(0, 0, 10, default)).Count.ShouldBe(4);
        (await LogVerifier.VerifyAsync(reader)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task An_altered_tile_is_found_and_named()
    {
        await FillAsync(0, 600);
        _folder.Execute("DROP TRIGGER tile_no_update; UPDATE tile SET hashes = zeroblob(8192) WHERE id = 1");

        using var reader = _folder.OpenReader();
        (await LogVerifier.VerifyAsync(reader)).Fault.ShouldNotBeNull().Cause.ShouldStartWith("Tile 1 of level 0 was altered");
    }

    [Theory]
    [InlineData("UPDATE tile SET hashes = x''")]
    [InlineData("DELETE FROM tile")]
    public async Task The_file_itself_refuses_to_change_a_tile(string statement)
    {
        await FillAsync(0, 300);

        Should.Throw<SqliteException>(() => _folder.Execute(statement)).Message.ShouldContain("the log is append-only");
    }

    [Fact]
    public async Task Records_are_kept_with_their_signatures()
    {
        using var signer = EcdsaLogSigner.Create("cc.example.com");
        var options = new SqliteLogOptions();
        options.Log.Signer = signer;
        await using (var log = await _folder.OpenAsync(options))
        {
            await AppendAsync(log, 0, 10);
            SignedNote.Open(SignedNote.Sign(log.Checkpoint.ToText(), signer), Key()).ShouldStartWith("cc.example.com/");
        }

        using var reader = _folder.OpenReader();
        (await LogVerifier.VerifyAsync(reader, new LogVerificationOptions { Key = Key() })).Fault.ShouldBeNull();
        using var stranger = EcdsaLogSigner.Create("cc.example.com");
        (await LogVerifier.VerifyAsync(reader, new LogVerificationOptions { Key = new LogKey("cc.example.com", stranger.PublicKey.Span) })).Fault.ShouldNotBeNull();

        LogKey Key() => new(signer.Name, signer.PublicKey.Span);
    }

    public void Dispose() => _folder.Dispose();

    private async Task FillAsync(int from, int count)
    {
        await using var log = await _folder.OpenAsync();
        await AppendAsync(log, from, count);
    }

    private static async Task AppendAsync(AuditLog log, int from, int count)
    {
        for (var i = from; i < from + count; i += 10)
        {
            await log.AppendAsync(log.AppendAny([.. Enumerable.Range(i, 10).Select(static n => SampleEntries.Entry(n))]));
        }
    }
}
