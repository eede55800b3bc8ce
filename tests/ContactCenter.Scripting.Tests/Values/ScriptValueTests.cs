using System.Globalization;
using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting.Tests.Values;

public sealed class ScriptValueTests
{
    private static readonly ScriptType Slot = ScriptType.Record(
        "slot", new("at", ScriptType.Moment), new("doctor", ScriptType.Text, true), new("kind", ScriptType.OneOf("exam", "visit")));

    public static TheoryData<string, string> Written => new()
    {
        { "yes/no", "yes" }, { "yes/no", "no" }, { "number", "-12.5" }, { "number 1..10", "10" }, { "money", "-0.05 EUR" }, { "text", "Ł'ą \"x\"" },
        { "digits 4..6", "00123" }, { "phone", "+390612345678" }, { "email", "a.b@example.org" }, { "date", "2026-02-28" }, { "time", "09:05" },
        { "time", "23:59:59.5" }, { "moment", "2026-11-29T10:00:00Z" }, { "moment", "2026-11-29T10:00:00.1234567Z" }, { "duration", "1d2h30m" },
        { "duration", "-1m30.5s" }, { "duration", "0s" }, { "one of red, green", "green" }, { "list of number", "[\"1\",\"2.5\"]" },
        { "list of list of text", "[[\"a\"],[]]" }, { "address", "{\"street\":\"Via Roma\",\"number\":\"12\",\"complete\":\"no\"}" },
        { "record slot(at: moment, doctor: text?, kind: one of exam, visit)", "{\"at\":\"2026-11-29T10:00:00Z\",\"kind\":\"exam\"}" },
    };

    [Fact]
    public void A_value_is_16_bytes() => Unsafe.SizeOf<ScriptValue>().ShouldBe(16);

    [Theory]
    [MemberData(nameof(Written))]
    public void Invariant_text_is_read_back_in_every_culture(string type, string text)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var culture in new[] { "", "it-IT", "pl-PL", "ar-SA", "tr-TR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                ScriptType.TryParse(type, out var parsed).ShouldBeTrue(type);
                parsed.ToString().ShouldBe(type);
                ScriptValue.TryParse(parsed, text, out var value).ShouldBeTrue(text);
                value.ToInvariantText().ShouldBe(text);
                parsed.Accepts(value).ShouldBeTrue();
                ScriptValue.TryParse(parsed, value.ToInvariantText(), out var again).ShouldBeTrue();
                again.ShouldBe(value);
                again.GetHashCode().ShouldBe(value.GetHashCode());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("yes/no", "Yes")]
    [InlineData("number 1..10", "10.000001")]
    [InlineData("number", "1e3")]
    [InlineData("money", "12 eur")]
    [InlineData("money", "EUR 12")]
    [InlineData("text 3", "abcd")]
    [InlineData("digits 4..6", "123")]
    [InlineData("digits 4..6", "12a4")]
    [InlineData("phone", "0612345678")]
    [InlineData("phone", "+39 06")]
    [InlineData("email", "a b@c")]
    [InlineData("date", "2026-02-30")]
    [InlineData("date", "28.02.2026")]
    [InlineData("time", "24:00")]
    [InlineData("moment", "2026-11-29 10:00")]
    [InlineData("duration", "30m2h")]
    [InlineData("duration", "2")]
    [InlineData("duration", "-")]
    [InlineData("duration", "99999999999d")]
    [InlineData("one of red, green", "blue")]
    [InlineData("list of number", "[1]")]
    [InlineData("list of number", "[\"1\"")]
    [InlineData("list of number", "[\"\"]")]
    [InlineData("list of number", "[\"1\"] x")]
    [InlineData("address", "{\"street\":\"Via Roma\"}")]
    [InlineData("address", "{\"complete\":\"no\",\"planet\":\"Mars\"}")]
    [InlineData("address", "{\"complete\":\"no\",\"complete\":\"yes\"}")]
    [InlineData("address", "[[[[[[[[[[[]]]]]]]]]]]")]
    public void Text_that_says_no_value_of_the_type_is_refused(string type, string text)
    {
        ScriptType.TryParse(type, out var parsed).ShouldBeTrue();
        ScriptValue.TryParse(parsed, text, out var value).ShouldBeFalse();
        value.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("numbers")]
    [InlineData("number 9..1")]
    [InlineData("text 0")]
    [InlineData("text 5000")]
    [InlineData("digits 0..3")]
    [InlineData("digits 3")]
    [InlineData("one of ")]
    [InlineData("one of a, a")]
    [InlineData("list of ")]
    [InlineData("list of list of list of list of list of text")]
    [InlineData("record (a: text)")]
    [InlineData("record r(a: text")]
    [InlineData("record r(a: text, a: text)")]
    public void Anything_else_is_no_type(string text) => ScriptType.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Empty_text_is_the_empty_value_of_every_type()
    {
        ScriptValue.Text("").ShouldBe(ScriptValue.Empty);
        ScriptValue.TryParse(ScriptType.Number, "", out var value).ShouldBeTrue();
        value.IsEmpty.ShouldBeTrue();
        ScriptType.Text.Accepts(value).ShouldBeFalse();
    }

    [Fact]
    public void Types_of_dot_net_come_back_as_they_were()
    {
        var moment = new DateTimeOffset(2026, 11, 29, 11, 0, 0, TimeSpan.FromHours(1));
        ScriptValue.Moment(moment).AsMoment().ShouldBe(moment.ToUniversalTime());
        ScriptValue.Number(12.3456785m).AsNumber().ShouldBe(12.345678m);
        ScriptValue.Money(3.5m, "PLN").AsCurrency().ShouldBe("PLN");
        ScriptValue.Date(new(2026, 1, 31)).AsDate().ShouldBe(new DateOnly(2026, 1, 31));
        ScriptValue.Time(new(9, 5)).AsTime().ShouldBe(new TimeOnly(9, 5));
        ScriptValue.Duration(TimeSpan.FromHours(30)).AsDuration().ShouldBe(TimeSpan.FromHours(30));
        ScriptValue.YesNo(true).AsYesNo().ShouldBe(true);
        ScriptValue.Choice("red").AsText().ShouldBe("red");
        ScriptValue.Number(1).AsText().ShouldBeNull();
        Should.Throw<OverflowException>(() => ScriptValue.Number(long.MaxValue));
        Should.Throw<OverflowException>(() => ScriptValue.Number(decimal.MaxValue));
        Should.Throw<ArgumentException>(() => ScriptValue.Money(1, "euro"));
        Should.Throw<ArgumentException>(() => ScriptValue.Text(new string('x', 4_097)));
        Should.Throw<ArgumentException>(() => ScriptValue.List(new ScriptValue[257]));
    }

    [Fact]
    public void Order_is_by_code_units_and_only_between_like_values()
    {
        Order(ScriptValue.Text("Z"), ScriptValue.Text("a")).ShouldBe(-1);
        Order(ScriptValue.Text("a"), ScriptValue.Choice("a")).ShouldBe(0);
        Order(ScriptValue.Number(2), ScriptValue.Number(10)).ShouldBe(-1);
        Order(ScriptValue.Money(2, "EUR"), ScriptValue.Money(1, "EUR")).ShouldBe(1);
        Order(ScriptValue.Money(2, "EUR"), ScriptValue.Money(1, "PLN")).ShouldBeNull();
        Order(ScriptValue.Number(2), ScriptValue.Duration(TimeSpan.Zero)).ShouldBeNull();
        Order(ScriptValue.Yes, ScriptValue.No).ShouldBeNull();
        Order(ScriptValue.Empty, ScriptValue.Number(2)).ShouldBeNull();
    }

    [Fact]
    public void Values_are_equal_by_what_they_say()
    {
        (ScriptValue.Text("+390612345678") == ScriptValue.Written(ScriptType.Phone, "+390612345678")).ShouldBeTrue();
        (ScriptValue.Number(1) == ScriptValue.Yes).ShouldBeFalse();
        (ScriptValue.Money(1, "EUR") == ScriptValue.Money(1, "USD")).ShouldBeFalse();
        (ScriptValue.Empty == default).ShouldBeTrue();
        (ScriptValue.List(ScriptValue.Yes) == ScriptValue.List(ScriptValue.Yes)).ShouldBeTrue();
        var one = ScriptValue.Record(Slot, ScriptValue.Moment(DateTimeOffset.UnixEpoch), ScriptValue.Empty, ScriptValue.Choice("exam"));
        var other = ScriptValue.Record(Slot, ScriptValue.Moment(DateTimeOffset.UnixEpoch), ScriptValue.Text("Rossi"), ScriptValue.Choice("exam"));
        (one == other).ShouldBeFalse();
        one.AsRecord()!["kind"].AsText().ShouldBe("exam");
        one.AsRecord()!["planet"].IsEmpty.ShouldBeTrue();
        Slot.Accepts(other).ShouldBeTrue();
        ScriptType.Address.Accepts(other).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_stands_deeper_than_four()
    {
        var value = ScriptValue.Yes;
        for (var i = 0; i < 4; i++)
        {
            value = ScriptValue.List(value);
        }

        Should.Throw<ArgumentException>(() => ScriptValue.List(value));
    }

    private static int? Order(ScriptValue left, ScriptValue right) => ScriptValue.TryCompare(left, right, out var order) ? Math.Sign(order) : null;
}
