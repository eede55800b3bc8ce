using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ContactCenter.Sqlite.Keys;

public sealed class MasterKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeLogger _logger = new();

    [Fact]
    public void The_first_start_makes_a_file_for_its_owner_only_and_says_that_it_must_be_backed_up()
    {
        var first = Load();
        var path = _folder["master.key"];
        RootKey.Decode(File.ReadAllText(path)).ShouldNotBeNull();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        _logger.Collector.GetSnapshot().ShouldHaveSingleItem().Message.ShouldContain("Back it up");
        Load().Derive([1], "x").ShouldBe(first.Derive([1], "x"));
        _logger.Collector.Count.ShouldBe(1);
    }

    [Fact]
    public void A_file_others_can_read_is_warned_about()
    {
        Load();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["master.key"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            Load();
            _logger.LatestRecord.Level.ShouldBe(LogLevel.Warning);
            _logger.LatestRecord.Message.ShouldContain("0600");
        }
    }

    [Fact]
    public void A_lost_file_is_not_replaced_while_there_is_data_under_it()
    {
        Directory.CreateDirectory(_folder["acme"]);
        File.WriteAllText(Path.Combine(_folder["acme"], "keys.db"), "");
        Should.Throw<MasterKeyException>(Load).Message.ShouldContain("Restore it from its backup");
        File.Exists(_folder["master.key"]).ShouldBeFalse();
    }

    [Fact]
    public void A_file_with_something_else_in_it_is_refused()
    {
        File.WriteAllText(_folder["master.key"], "hello");
        Should.Throw<MasterKeyException>(Load).Message.ShouldContain("32 bytes in base64");
    }

    public void Dispose() => _folder.Dispose();

    private RootKey Load() => RootKey.Load(new SqliteOptions { Root = _folder.Path }, _logger);
}
