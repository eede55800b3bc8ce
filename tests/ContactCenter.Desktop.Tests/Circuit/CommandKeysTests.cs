using ContactCenter.Desk;
using ContactCenter.Desktop.Circuit;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Desktop.Tests.Circuit;

public sealed class CommandKeysTests
{
    private static readonly DeskCommand Ready = new DeskCommand.SetReady();

    private readonly FakeTimeProvider _time = new();
    private readonly CommandKeys _keys;

    public CommandKeysTests() => _keys = new CommandKeys(_time);

    [Fact]
    public void The_same_command_again_is_a_retry() => _keys.KeyOf(Ready).ShouldBe(_keys.KeyOf(new DeskCommand.SetReady()));

    [Fact]
    public void A_settled_command_is_new_the_next_time()
    {
        var first = _keys.KeyOf(Ready);
        _keys.Settle(Ready);

        _keys.KeyOf(Ready).ShouldNotBe(first);
    }

    [Fact]
    public void Ready_after_not_ready_is_no_retry_of_the_ready_before()
    {
        var first = _keys.KeyOf(Ready);
        _keys.KeyOf(new DeskCommand.SetNotReady(NotReadyReason.Break));

        _keys.KeyOf(Ready).ShouldNotBe(first);
    }

    [Fact]
    public void Two_offers_have_two_keys() =>
        _keys.KeyOf(new DeskCommand.AcceptOffer(new OfferId(Guid.NewGuid()))).ShouldNotBe(_keys.KeyOf(new DeskCommand.AcceptOffer(new OfferId(Guid.NewGuid()))));

    [Fact]
    public void After_five_minutes_a_person_means_it_anew()
    {
        var first = _keys.KeyOf(Ready);
        _time.Advance(TimeSpan.FromMinutes(5));

        _keys.KeyOf(Ready).ShouldNotBe(first);
    }
}
