using System.Text;
using System.Text.Json.Nodes;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ContactCenter.Audit.Tests.Entries;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData("-0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("1.0", "1")]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("120e-1", "12")]
    [InlineData("-18446744073709551616", "-18446744073709551616")]
    [InlineData("18446744073709551615", "18446744073709551615")]
    [InlineData("18446744073709551616", "18446744073709551616")]
    [InlineData("-18446744073709551617", "-18446744073709551617")]
    [InlineData("20000000000000000000", "2E19")]
    [InlineData("0.1", "0.1")]
    [InlineData("-12.0345", "-12.0345")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("0.00000000000000000000000000001", "1E-29")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("1.7976931348623157E+308", "17976931348623157E292")]
    [InlineData("5E-324", "5E-324")]
    [InlineData("1e1000", "1E1000")]
    public void A_number_keeps_its_value_and_has_one_form(string written, string expected)
    {
        RoundTrip($$"""{"n":{{written}}}""").ShouldBe($$"""{"n":{{expected}}}""");
        RoundTrip($$"""{"n":{{expected}}}""").ShouldBe($$"""{"n":{{expected}}}""");
        Encode($$"""{"n":{{written}}}""").ShouldBe(Encode($$"""{"n":{{expected}}}"""));
    }

    [Theory]
    [InlineData("""{ "b" : 1, "a" : 2, "aa" : 3 }""", """{"a":2,"b":1,"aa":3}""")] // bytewise order of the encoded names: shorter first
    [InlineData("""{"t":"0198A4C2-7F3E-7A10-9C55-2F6D1B0E0001"}""", """{"t":"0198A4C2-7F3E-7A10-9C55-2F6D1B0E0001"}""")]
    [InlineData("""{"0198a4c2-7f3e-7a10-9c55-2f6d1b0e0001":"0198a4c2-7f3e-7a10-9c55-2f6d1b0e0001"}""", """{"0198a4c2-7f3e-7a10-9c55-2f6d1b0e0001":"0198a4c2-7f3e-7a10-9c55-2f6d1b0e0001"}""")]
    [InlineData("""{"t":"\u0416\n<&'"}""", """{"t":"Ж\n<&'"}""")]
    [InlineData("""{"t":{},"u":[[],[{}]]}""", """{"t":{},"u":[[],[{}]]}""")]
    public void A_body_comes_back_compact_with_members_in_order(string written, string expected) => RoundTrip(written).ShouldBe(expected);

    [Theory]
    [InlineData("3B7FFFFFFFFFFFFFFF01")] // 1 × 10^-2^63
    [InlineData("3903E801")] // 1 × 10^-1001
    [InlineData("200A")] // 10 × 10^-1
    [InlineData("2000")] // 0 × 10^-1
    [InlineData("0101")] // 1 × 10^1, an integer
    [InlineData("20C24101")] // a bignum that fits in 64 bits
    [InlineData("20C2490001000000000000000001")] // a bignum behind a zero
    [InlineData("20C250FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")] // more than 38 digits
    [InlineData("20C350FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void A_decimal_fraction_in_another_form_is_refused(string parts)
    {
        var honest = Convert.ToHexString(Encode("""{"n":0.1}"""));
        var altered = Convert.FromHexString(honest.Replace("C4822001", "C482" + parts, StringComparison.Ordinal));

        honest.ShouldContain("C4822001");
        Should.Throw<LogFormatException>(() => EntryCodec.Decode(new LogId("l"), default, altered));
    }

    [Property(MaxTest = 500)]
    public Property Any_object_comes_back_the_same_and_encodes_the_same_again() => Prop.ForAll(Objects.ToArbitrary(), text =>
    {
        var once = RoundTrip(text);
        JsonNode.DeepEquals(JsonNode.Parse(once), JsonNode.Parse(text)).ShouldBeTrue($"{text} became {once}");
        Encode(once).ShouldBe(Encode(text));
    });

    [Property(MaxTest = 500)]
    public Property Any_decimal_and_any_double_keep_their_value() => Prop.ForAll<decimal, NormalFloat>((number, real) =>
    {
        var text = FormattableString.Invariant($$"""{"d":{{number}},"f":{{real.Get:R}}}""");
        var found = JsonNode.Parse(RoundTrip(text))!;
        found["d"]!.GetValue<decimal>().ShouldBe(number);
        found["f"]!.GetValue<double>().ShouldBe(real.Get);
    });

    private static Gen<string> Objects => Gen.Sized(size => Object(Math.Min(size, 4))).Select(node => node.ToJsonString());

    private static Gen<JsonNode> Object(int depth) =>
        from members in Gen.ListOf(from name in Texts from value in Value(depth - 1) select (name, value))
        select (JsonNode)new JsonObject(members.DistinctBy(m => m.name).Select(m => new KeyValuePair<string, JsonNode?>(m.name, m.value)));

    private static Gen<JsonNode?> Value(int depth) => depth <= 0 ? Leaf : Gen.Frequency((3, Leaf), (1, Object(depth).Select(o => (JsonNode?)o)), (1, Array(depth)));

    private static Gen<JsonNode?> Array(int depth) => Gen.ListOf(Value(depth - 1)).Select(items => (JsonNode?)new JsonArray([.. items]));

    private static Gen<JsonNode?> Leaf => Gen.OneOf(
        Gen.Constant<JsonNode?>(null),
        ArbMap.Default.GeneratorFor<bool>().Select(b => (JsonNode?)JsonValue.Create(b)),
        ArbMap.Default.GeneratorFor<long>().Select(n => (JsonNode?)JsonValue.Create(n)),
        ArbMap.Default.GeneratorFor<Guid>().Select(g => (JsonNode?)JsonValue.Create(g.ToString())),
        Texts.Select(t => (JsonNode?)JsonValue.Create(t)));

    private static Gen<string> Texts => ArbMap.Default.GeneratorFor<string>().Select(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t ?? "")));

    private static byte[] Encode(string json) =>
        EntryCodec.Encode(new LogId("l"), new MachineId("m", "k"), 0, SampleEntries.Entry(1) with { Body = Encoding.UTF8.GetBytes(json) }).Bytes.ToArray();

    private static string RoundTrip(string json) => Encoding.UTF8.GetString(EntryCodec.Decode(new LogId("l"), default, Encode(json)).Entry.Body.Span);
}
