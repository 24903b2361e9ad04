using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Attn.Api.Features.ClassLists.Columns;

/// <summary>
/// The headings of class lists in Turkish and English, compared without case, marks, spaces and punctuation:
/// <c>Öğrenci No</c>, <c>ÖĞRENCİ_NO</c> and <c>ogrencino</c> are one.
/// </summary>
internal static class Headings
{
    private const int MaxLength = 80;

    /// <summary>Between two headings in one cell, such as <c>Öğrenci No / Student ID</c>.</summary>
    private static readonly SearchValues<char> Dividers = SearchValues.Create("/|()[]\n\r");

    /// <summary>Of columns of people who are no students.</summary>
    private static readonly string[] StaffWords =
    [
        "danisman",
        "ogretimuyesi",
        "ogretimelemani",
        "ogretimgorevlisi",
        "sorumlusu",
        "advisor",
        "instructor",
        "lecturer",
        "teacher",
    ];

    private static readonly FrozenDictionary<string, HeadingKind> Kinds = Table();

    public static HeadingKind KindOf(string text)
    {
        if (text.Length > MaxLength)
            return HeadingKind.Unknown;
        if (Find(text) is not HeadingKind.Unknown and var whole)
            return whole;
        return text.AsSpan().ContainsAny(Dividers)
            ? text.Split(['/', '|', '(', ')', '[', ']', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
                .Select(Find)
                .FirstOrDefault(kind => kind != HeadingKind.Unknown)
            : HeadingKind.Unknown;
    }

    /// <summary>Small ASCII letters, digits and <c>#</c>; everything else goes.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            var letter = c switch
            {
                'ı' or 'I' => 'i',
                _ => char.ToLowerInvariant(c),
            };
            if (char.IsAsciiLetterOrDigit(letter) || letter == '#')
                folded.Append(letter);
        }

        return folded.ToString();
    }

    private static HeadingKind Find(string text)
    {
        var folded = Fold(text);
        return Kinds.GetValueOrDefault(folded, HeadingKind.Unknown) is not HeadingKind.Unknown and var known ? known
            : StaffWords.Any(word => folded.Contains(word, StringComparison.Ordinal)) ? HeadingKind.Other
            : HeadingKind.Unknown;
    }

    private static FrozenDictionary<string, HeadingKind> Table()
    {
        var kinds = new Dictionary<string, HeadingKind>(StringComparer.Ordinal);
        Add(
            HeadingKind.StudentNumber,
            """
            ogrencino ogrencinosu ogrencinumarasi ogrencinumara ogrencinum ogrno ogrnumarasi ogrnumara ono onumarasi
            okulno okulnumarasi okulnumara numara numarasi ogrenciid ogrencikodu ogrencikimligi
            studentid studentno studentnumber studentnum studentcode schoolnumber schoolno schoolid number
            studentschoolnumber userschoolnumber universityid matriculationnumber matriculationno
            """
        );
        Add(
            HeadingKind.AnyNumber,
            """
            no id nr num kod code nosu username userid kullaniciadi kullanicikodu fakulteno fakultenumarasi universiteno
            kayitno kayitnumarasi registrationno registrationnumber enrollmentno enrolmentno
            """
        );
        Add(
            HeadingKind.RowNumber,
            """
            sira sirano siranumarasi sirasi sno sn srno sr satir satirno # rowno row rownumber serialno index rank line
            """
        );
        Add(
            HeadingKind.FullName,
            """
            adisoyadi adsoyad adisoyad adsoyadi adivesoyadi advesoyad advesoyadi ogrenciadisoyadi ogrenciadsoyad
            ogrencininadisoyadi ogrencininadivesoyadi ogrenciadivesoyadi ogrenciadvesoyad isimsoyisim
            isimsoyad ismisoyismi isimvesoyisim soyadiadi soyadad
            soyadiveadi fullname studentfullname userfullname namesurname nameandsurname namelastname surnamename
            surnameandname firstnamelastname firstandlastname lastnamefirstname studentnamesurname
            """
        );
        Add(
            HeadingKind.Name,
            """
            ad adi isim ismi ogrenciadi ogrencininadi ogrenciismi ogrenci firstname firstnames name givenname
            givennames forename studentname studentfirstname student
            """
        );
        Add(
            HeadingKind.MiddleName,
            "middlename middlenames secondname ikinciad ikinciadi ikinciisim 2ad 2adi 2isim ortaad gobekadi"
        );
        Add(
            HeadingKind.Surname,
            """
            soyad soyadi soyisim soyismi ogrencisoyadi ogrencisoyad ogrencininsoyadi surname lastname familyname
            studentsurname studentlastname
            """
        );
        Add(
            HeadingKind.Group,
            """
            grup grubu grupno grupadi sube subesi subeno dersgrubu derssubesi labgrubu uygulamagrubu group groupno
            groupname section sectionno studentgroup labgroup
            """
        );
        Add(HeadingKind.Other, OtherHeadings);
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(HeadingKind kind, string folded)
        {
            foreach (var heading in folded.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                kinds.Add(heading, kind);
        }
    }

    private const string OtherHeadings = """
        sinif sinifi snf program programi programadi bolum bolumu bolumadi fakulte fakultesi enstitu birim durum durumu
        ogrencidurumu kayitdurumu eposta epostaadresi email emailaddress mail mailadresi tel telefon telefonno
        telefonnumarasi gsm gsmno ceptel ceptelefonu ceptelno tckimlikno tckimlik tckimliknumarasi tcno tckn tc kimlikno
        kimliknumarasi tcidentityno imza imzasi not notu danisman danismani akademikdanisman donem donemi yariyil
        yariyili yil yili girisyili kayityili kayittarihi ortalama agno gno gano kredi akts harf harfnotu vize final but
        butunleme devam devamsizlik devamdurumu cinsiyet cinsiyeti uyruk uyrugu dogumtarihi dogumyeri dogumyili tarih
        aciklama aciklamalar ogretimturu ucret burs babaadi anneadi anaadi dersadi derskodu derskayitsekli alissekli
        kacincialis tekrar status class year grade department major faculty phone phonenumber mobile mobileno
        mobilenumber
        telefonu cep cepno ceptelefon iletisim iletisimno kartno kartnumarasi cardno cardnumber vatandaslikno
        vatandaslikkimlikno signature advisor
        semester term gpa gender sex birthdate dateofbirth date remarks remark notes note comment nationalid
        nationalidnumber identitynumber identityno idnumbertc passportno passport nationality credits ects attendance
        midterm course coursecode coursename resim foto fotograf photo fathername mothername
        """;
}
