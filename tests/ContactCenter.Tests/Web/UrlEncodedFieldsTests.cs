using System.Collections.Immutable;
using System.Text;
using ContactCenter.Web;

namespace ContactCenter.Tests.Web;

public sealed class UrlEncodedFieldsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("&&", "")]
    [InlineData("a=1&b=2", "a:1 b:2")]
    [InlineData("a=1&a=2&a=1", "a:1 a:2 a:1")]
    [InlineData("a", "a:")]
    [InlineData("=v", ":v")]
    [InlineData("a=b=c", "a:b=c")]
    [InlineData("a=x%2By+z", "a:x+y z")]
    [InlineData("%C3%A9=citt%c3%a0", "é:città")]
    [InlineData("a=%00%0d%0A", "a:\0\r\n")]
    public void A_body_is_read_as_it_was_sent(string body, string fields) =>
        string.Join(' ', Read(body)!.Value.Select(static f => $"{Encoding.UTF8.GetString(f.Name.AsSpan())}:{Encoding.UTF8.GetString(f.Value.AsSpan())}")).ShouldBe(fields);

    [Fact]
    public void Bytes_that_are_no_text_stay_what_they_are() => Read("a=%FF%C3")!.Value[0].Value.ShouldBe([0xFF, 0xC3]);

    [Theory]
    [InlineData("a=%")]
    [InlineData("a=%4")]
    [InlineData("a=%zz")]
    [InlineData("%=1")]
    public void A_broken_escape_is_malformed(string body) => Read(body).ShouldBeNull();

    [Fact]
    public void More_fields_than_the_bound_are_malformed()
    {
        Read("a=1&b=2&c=3", 3)!.Value.Length.ShouldBe(3);
        Read("a=1&b=2&c=3", 2).ShouldBeNull();
        Read("&", 0)!.Value.ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => Read("", -1));
    }

    [Fact]
    public void Fields_with_the_same_bytes_are_equal()
    {
        var fields = Read("a=1&%61=%31&a=2")!.Value;

        fields[0].ShouldBe(fields[1]);
        fields[0].GetHashCode().ShouldBe(fields[1].GetHashCode());
        fields[0].ShouldNotBe(fields[2]);
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(4);
        var buffer = new byte[200];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(buffer);
            for (var j = 0; j < buffer.Length; j += 3)
            {
                buffer[j] = "&=%+aF0"u8[random.Next(7)];
            }

            var body = buffer.AsSpan(0, random.Next(buffer.Length));
            (UrlEncodedFields.TryRead(body, 200) is not { } fields || fields.Sum(static f => f.Name.Length + f.Value.Length) <= body.Length).ShouldBeTrue();
        }
    }

    private static ImmutableArray<UrlEncodedField>? Read(string body, int maxFields = 500) => UrlEncodedFields.TryRead(Encoding.UTF8.GetBytes(body), maxFields);
}
