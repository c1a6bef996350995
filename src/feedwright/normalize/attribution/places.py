"""Places that stand in bylines and datelines: countries, states and provinces, and the cities that news comes from.

"By Jane Roe, Berlin" names no outlet and "in Wuzhen, Zhejiang" no author. A byline's last word is looked up here before
it is taken for an outlet; the list needs not be whole, for what it lacks is kept as written.
"""

from functools import cache

from feedwright.normalize.attribution.outlets import folded

_OTHER_LANGUAGES = """
Brüssel|Peking|Pekín|Pékin|Pequim|Pechino|Londres|Londra|Parigi|París|Berlino|Berlín|Moscou|Moscú|Moscovo|Mosca|
Genebra|Ginevra|Ginebra|Bruselas|Bruxelas|Atenas|Athènes|Athen|Mailand|Neapel|Venedig|Florenz|Lissabon|Lisbonne|Prag|
Praga|Kopenhagen|Copenhague|Kiew|Tokio|Tóquio|Neu-Delhi|Kairo|Le Caire|El Cairo|Beyrouth|Nueva York|Nova York|
New-York|Ciudad de México|La Habana|Varsovie|Varsovia|Varsavia|Vienne|Viena|Séoul|Seúl|Jérusalem|Jerusalén|Damas|
Bagdad|Téhéran|Teherán|Teheran|Estambul|Estocolmo|Zúrich|Straßburg|Estrasburgo|Luxemburg|Washington|Санкт-Петербург|
Лондон|Париж|Берлин
"""
_COUNTRIES = """
Afghanistan|Albania|Algeria|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain|Bangladesh|Belarus|Belgium|
Bolivia|Bosnia|Botswana|Brazil|Britain|Bulgaria|Cambodia|Cameroon|Canada|Chad|Chile|China|Colombia|Congo|Croatia|Cuba|
Cyprus|Czech Republic|Czechia|Denmark|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|Ethiopia|Finland|France|Gabon|
Gambia|Georgia|Germany|Ghana|Greece|Guatemala|Guinea|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|
Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Liberia|
Libya|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritius|Mexico|Moldova|Mongolia|
Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|
North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|
Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|Serbia|Sierra Leone|Slovakia|Slovenia|
Somalia|South Africa|South Korea|South Sudan|Spain|Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|
Tanzania|Thailand|Togo|Tunisia|Turkey|Uganda|Ukraine|United Arab Emirates|United Kingdom|United Nations|United States|
Uruguay|Uzbekistan|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe|Deutschland|Österreich|Schweiz|Frankreich|España|
Italia|Brasil|Россия
"""
_REGIONS = """
Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana|Iowa|
Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|
Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|
Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|
Wyoming|Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|Quebec|Québec|Saskatchewan|
New South Wales|Queensland|Tasmania|Victoria|Western Australia|South Australia|Northern Territory|Anhui|Fujian|Gansu|
Guangdong|Guangxi|Guizhou|Hainan|Hebei|Heilongjiang|Henan|Hubei|Hunan|Inner Mongolia|Jiangsu|Jiangxi|Jilin|Liaoning|
Ningxia|Qinghai|Shaanxi|Shandong|Shanxi|Sichuan|Tibet|Xinjiang|Yunnan|Zhejiang|Xizang|Bavaria|Bayern|Hessen|Sachsen|
Catalonia|Andalusia|Lombardy|Tuscany|Sicily|Normandy|Brittany|Crimea|Donbas|Gaza|Kashmir|Kurdistan|Punjab|Kerala|
Gujarat|Maharashtra|Tamil Nadu|Uttar Pradesh|West Bengal|Assam|Bihar|Karnataka|Rajasthan|Sindh
"""
_CITIES = """
Abidjan|Abu Dhabi|Abuja|Accra|Addis Ababa|Adelaide|Algiers|Almaty|Amman|Amsterdam|Ankara|Antwerp|Astana|Asuncion|
Athens|Atlanta|Auckland|Austin|Baghdad|Baku|Baltimore|Bamako|Bangkok|Barcelona|Basel|Beijing|Beirut|Belfast|Belgrade|
Bengaluru|Berlin|Bern|Bilbao|Birmingham|Bishkek|Bogota|Bogotá|Bologna|Bonn|Bordeaux|Boston|Brasilia|Brasília|
Bratislava|Bremen|Brisbane|Bristol|Brussels|Bruxelles|Bucharest|Budapest|Buenos Aires|Busan|Cairo|Calgary|Canberra|
Cape Town|Caracas|Cardiff|Casablanca|Changchun|Changsha|Charlotte|Chengdu|Chennai|Chicago|Chisinau|Chongqing|
Cleveland|Cologne|Colombo|Copenhagen|Dakar|Dalian|Dallas|Damascus|Dar es Salaam|Davos|Delhi|Denver|Detroit|Dhaka|Doha|
Donetsk|Dortmund|Dresden|Dubai|Dublin|Durban|Dushanbe|Düsseldorf|Edinburgh|Essen|Florence|Frankfurt|Freetown|Fukuoka|
Fuzhou|Gaza City|Geneva|Genève|Genf|Genoa|Glasgow|Gothenburg|Graz|Guangzhou|Guatemala City|Guayaquil|Guiyang|Haikou|
Hamburg|Hangzhou|Hannover|Hanoi|Harare|Harbin|Havana|Hefei|Helsinki|Hiroshima|Ho Chi Minh City|Hohhot|Hong Kong|
Honolulu|Houston|Hyderabad|Indianapolis|Islamabad|Istanbul|Izmir|Jakarta|Jeddah|Jerusalem|Jinan|Johannesburg|Juba|
Kabul|Kampala|Karachi|Kathmandu|Kazan|Kharkiv|Khartoum|Kherson|Kigali|Kinshasa|Köln|Kolkata|Krakow|Kuala Lumpur|
Kunming|Kuwait City|Kyiv|Kiev|Kyoto|La Paz|Lagos|Lahore|Lanzhou|Las Vegas|Leipzig|Leeds|Lhasa|Lille|Lima|Lisbon|
Lisboa|Liverpool|Ljubljana|London|Los Angeles|Luanda|Lusaka|Lviv|Lyon|Macao|Macau|Madrid|Málaga|Malaga|Manama|
Manchester|Manila|Maputo|Marseille|Mecca|Melbourne|Memphis|Mexico City|Miami|Milan|Milano|Milwaukee|Minneapolis|Minsk|
Mogadishu|Monrovia|Montevideo|Montreal|Montréal|Moscow|Moskau|Mumbai|Munich|München|Muscat|Nagasaki|Nagoya|Nairobi|
Nanchang|Nanjing|Nanning|Nantes|Naples|Napoli|Nashville|New Delhi|New Orleans|New York City|Niamey|Nice|Nicosia|
Ningbo|Nuremberg|Odesa|Odessa|Okinawa|Osaka|Oslo|Ottawa|Palermo|Paris|Perth|Philadelphia|Phnom Penh|Phoenix|
Pittsburgh|Podgorica|Port Moresby|Port-au-Prince|Portland|Porto|Prague|Pretoria|Pristina|Pyongyang|Qingdao|Quito|
Rabat|Ramallah|Rangoon|Reykjavik|Riga|Rio|Rio de Janeiro|Riyadh|Rom|Roma|Rome|Rotterdam|Sacramento|Salt Lake City|
Salzburg|San Diego|San Francisco|San Jose|San José|San Salvador|Sanaa|Santiago|Santo Domingo|Sanya|Sao Paulo|
São Paulo|Sapporo|Sarajevo|Seattle|Seoul|Sevilla|Seville|Shanghai|Sharjah|Shenyang|Shenzhen|Shijiazhuang|Singapore|
Skopje|Sofia|St. Louis|St. Petersburg|Stockholm|Strasbourg|Stuttgart|Suzhou|Sydney|Taipei|Taiyuan|Tallinn|Tampa|
Tashkent|Tbilisi|Tegucigalpa|Tehran|Tel Aviv|The Hague|Den Haag|Thessaloniki|Tianjin|Tirana|Tokyo|Toronto|Toulouse|
Tripoli|Tunis|Turin|Torino|Ulaanbaatar|Ulan Bator|Urumqi|Utrecht|Valencia|Valletta|Vancouver|Vatican City|Venice|
Vienna|Vientiane|Vilnius|Vladivostok|Warsaw|Warschau|Washington DC|Washington D.C.|Wellington|Wenzhou|Wien|Windhoek|
Winnipeg|Wuhan|Wuzhen|Xi'an|Xiamen|Xining|Yangon|Yaounde|Yerevan|Yinchuan|Yokohama|Zagreb|Zaporizhzhia|Zhengzhou|
Zhuhai|Zurich|Zürich|Москва|Киев
"""
_IN = frozenset(("in", "at", "from", "à", "en", "aus", "im", "do", "da", "de", "em", "nel", "w", "i", "op", "те", "в"))


@cache
def _places() -> frozenset[str]:
    """The places by the names under which they are looked up."""
    lists = (_COUNTRIES, _REGIONS, _CITIES, _OTHER_LANGUAGES)
    return frozenset(folded(name) for names in lists for name in names.replace("\n", "").split("|"))


def is_place(name: str) -> bool:
    """Whether `name` is a place that the list knows, "in" and its like in front of it or not."""
    key = folded(name)
    before, _, rest = key.partition(" ")
    return key in _places() or (before in _IN and folded(rest) in _places())
